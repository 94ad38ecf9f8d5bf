import { hostText } from "./hostText.js";
import type { ComplianceViolation } from "./judgement.js";

/**
 * A violation as a sentence about its server, or about all of them.
 * @param scope as `scopeNote` says it
 */
export function violationText(
  violation: Pick<ComplianceViolation, "hostName" | "hostId" | "reason">,
  scope = "",
): string {
  return [hostText(violation), scope, violation.reason].filter((part) => part !== "").join(" ");
}
