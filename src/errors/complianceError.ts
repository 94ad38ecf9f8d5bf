import { HssError } from "./hssError.js";

/** Servers violate the rules, and the caller asked that this be an error. */
export class ComplianceError extends HssError {
  override readonly name = "ComplianceError";
  /** How many violations there are; the message names the worst. */
  readonly violations: number;

  constructor(message: string, violations: number) {
    super(message);
    this.violations = violations;
  }
}
