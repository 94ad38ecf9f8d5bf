import { hostText } from "./hostText.js";
import type { ComplianceViolation } from "./judgement.js";

/** A violation as a sentence about its server, or about all of them. */
export function violationText(violation: Pick<ComplianceViolation, "hostName" | "hostId" | "reason">): string {
  return [hostText(violation), violation.reason].filter((part) => part !== "").join(" ");
}
