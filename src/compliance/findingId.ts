import { createHash } from "node:crypto";
import type { ComplianceViolation } from "./judgement.js";

/** 128 bits: two findings never share them by chance, and a list of all IDs stays small. */
const LENGTH = 32;

/** Identifies a violation or an exemption in every run and every report, whatever its state is. */
export function findingId(
  finding: Pick<
    ComplianceViolation,
    "rule" | "image" | "hostId" | "hostName" | "region" | "projectId" | "enterpriseProjectId"
  >,
): string {
  const { rule, image, hostId, hostName, region, projectId, enterpriseProjectId } = finding;
  // A server's ID is unique, so the same server is the same finding in every scope that includes it.
  const server = hostId === "" ? [hostName, region, projectId, enterpriseProjectId] : [hostId];
  return createHash("sha256")
    .update(JSON.stringify([rule, image, ...server]))
    .digest("hex")
    .slice(0, LENGTH);
}
