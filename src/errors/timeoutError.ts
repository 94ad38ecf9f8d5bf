import { HssError } from "./hssError.js";

/** A whole call took longer than `scanTimeout`. */
export class TimeoutError extends HssError {
  override readonly name = "TimeoutError";

  /** @param call what took too long, for example `getLocalImageHosts` */
  constructor(call: string, timeoutMs: number) {
    super({
      summary: `${call} took longer than scanTimeout (${timeoutMs / 1000} s).`,
      advice:
        "Raise scanTimeout. For a list, you can also narrow the filters, or ask Huawei Cloud for a larger request quota.",
    });
  }
}
