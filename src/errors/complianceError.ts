import type { Detail } from "./errorText.js";
import { HssError } from "./hssError.js";

/** Servers violate the rules, or a scope could not be read, and `enforce: "error"` makes this an error. */
export class ComplianceError extends HssError {
  override readonly name = "ComplianceError";
  /** The number of violations; the message lists the worst. */
  readonly violations: number;

  constructor(summary: string, worst: readonly Detail[], violations: number) {
    super({
      summary,
      advice:
        violations === 0
          ? "Make sure that all scopes can be read, or leave those out that cannot."
          : 'Change the images on these servers, add exceptions to the rules, or set enforce to "warn".',
      details: worst,
    });
    this.violations = violations;
  }
}
