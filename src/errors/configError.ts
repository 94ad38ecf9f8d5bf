import type { Detail } from "./errorText.js";
import { HssError } from "./hssError.js";

/** A configuration key is missing or invalid. */
export class ConfigError extends HssError {
  override readonly name = "ConfigError";
  /** The configuration key. */
  readonly property: string;

  constructor(property: string, summary: string, advice: string, details: readonly Detail[] = []) {
    super({ summary, advice, details });
    this.property = property;
  }
}
