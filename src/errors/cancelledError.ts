import { HssError } from "./hssError.js";

/** The caller cancelled: the engine was interrupted, or the client closed the call. */
export class CancelledError extends HssError {
  override readonly name = "CancelledError";

  /** @param by who cancelled, for example `by the Pulumi engine` */
  constructor(by = "") {
    super({
      summary: `The call was cancelled${by && ` ${by}`} before the answer was complete.`,
      advice: "Run it again when you need the answer.",
    });
  }
}
