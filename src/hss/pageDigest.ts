import { hash } from "node:crypto";
import type { Page } from "./pageScan.js";

/** Equal for two pages with the same rows, in all columns, and the same total. */
export function pageDigest({ totalNum, rows }: Page<unknown>): string {
  return hash("sha256", JSON.stringify([totalNum, rows]), "base64");
}
