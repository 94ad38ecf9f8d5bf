import type { Detail } from "./errorText.js";
import { HssError } from "./hssError.js";

/** Arguments of a call are missing or invalid. */
export class ArgumentError extends HssError {
  override readonly name = "ArgumentError";
  /** The first argument that is wrong. */
  readonly property: string;

  constructor(property: string, summary: string, advice: string, details: readonly Detail[] = []) {
    super({ summary, advice, details });
    this.property = property;
  }
}
