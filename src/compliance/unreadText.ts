import type { UnreadScope } from "./complianceReport.js";
import { scopeText } from "./complianceScope.js";

/** Why a scope is missing in the result. */
export function unreadText(scope: UnreadScope): string {
  return `The scope ${scopeText(scope) || "of the provider"} could not be read: ${scope.error}`;
}
