import { HssError } from "./hssError.js";

/** The caller gave up: the engine was interrupted, or the client closed the call. */
export class CancelledError extends HssError {
  override readonly name = "CancelledError";

  constructor(message = "Cancelled before the answer was complete.") {
    super(message);
  }
}
