import type { ComplianceRule } from "../../compliance/complianceRule.js";
import type { Consistency } from "../../hss/pageScan.js";
import type { ImageMatch } from "../imageMatch.js";

export type HostDetails = "full" | "none";

/** What to read in one scope, and how. */
export interface ScopeRequest {
  functionName: string;
  rules: readonly ComplianceRule[];
  region?: string | undefined;
  projectId?: string | undefined;
  enterpriseProjectId?: string | undefined;
  consistency: Consistency | undefined;
  imageMatch: ImageMatch;
  hostDetails: HostDetails;
  /** The most images whose servers may be asked for. */
  maxImages: number;
  /** Milliseconds since 1970. */
  asOf: number;
}
