import { createHash } from "node:crypto";

/** Identifies a finding: the same parts give the same fingerprint in every run. */
export function fingerprint(...parts: string[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}
