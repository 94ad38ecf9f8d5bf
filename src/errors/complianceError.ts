import { HssError } from "./hssError.js";

/** Servers violate the rules, and the caller asked that this be an error. */
export class ComplianceError extends HssError {
  override readonly name = "ComplianceError";
  /** The argument that made them an error. */
  readonly property = "enforce";
  /** How many violations there are; the message names the worst. */
  readonly violations: number;

  constructor(list: string, violations: number) {
    super(
      `${list}\nTake the images off these servers, spare servers by exceptions, or set enforce to "warn" to go on.`,
    );
    this.violations = violations;
  }
}
