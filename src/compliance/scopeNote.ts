import type { ComplianceReport } from "./complianceReport.js";
import { scopeText, type ComplianceScope } from "./complianceScope.js";

/** The scope of a finding, in brackets; "" if the report is about one scope only. */
export function scopeNote({
  metadata: { scopes, unreadScopes },
}: Pick<ComplianceReport, "metadata">): (finding: ComplianceScope) => string {
  return scopes.length + unreadScopes.length > 1 ? (finding) => `(${scopeText(finding)})` : () => "";
}
