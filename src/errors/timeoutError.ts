import { HssError } from "./hssError.js";

/** A whole call took longer than `scanTimeout` allows. */
export class TimeoutError extends HssError {
  override readonly name = "TimeoutError";
}
