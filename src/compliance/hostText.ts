import type { ComplianceViolation } from "./judgement.js";

/** A server by name and ID, as far as they are known. */
export function hostText({ hostName, hostId }: Pick<ComplianceViolation, "hostName" | "hostId">): string {
  if (hostName === "" || hostId === "") return hostName || hostId;
  return `${hostName} (${hostId})`;
}
