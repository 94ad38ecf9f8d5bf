import { hash } from "node:crypto";
import type { Page } from "./pageScan.js";

/** Tells whether two readings show the same page: its rows with all columns, and the list's count. */
export function pageDigest({ totalNum, rows }: Page<unknown>): string {
  return hash("sha256", JSON.stringify([totalNum, rows]), "base64");
}
