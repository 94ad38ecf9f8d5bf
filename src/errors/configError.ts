import type { Detail } from "./errorText.js";
import { HssError } from "./hssError.js";

/** A configuration key or an argument is missing or invalid. */
export class ConfigError extends HssError {
  override readonly name = "ConfigError";
  /** The configuration key or argument. */
  readonly property: string;

  constructor(property: string, summary: string, advice: string, details: readonly Detail[] = []) {
    super({ summary, advice, details });
    this.property = property;
  }
}
