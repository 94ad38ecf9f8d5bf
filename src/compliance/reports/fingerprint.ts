import { createHash } from "node:crypto";

/** The same for the same parts in every run: by it systems know a finding again. */
export function fingerprint(...parts: string[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}
