import { HssError } from "./hssError.js";

/** A setting or an argument is missing or unusable. */
export class ConfigError extends HssError {
  override readonly name = "ConfigError";
  /** The configuration key or argument at fault. */
  readonly property: string;

  constructor(property: string, message: string) {
    super(message);
    this.property = property;
  }
}
