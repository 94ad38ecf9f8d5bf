import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";

/**
 * Writes SHA256SUMS over all files of a folder, in the form of sha256sum.
 * @returns {string} what it wrote
 */
export function writeChecksums(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const lines = files.map((file) => {
    const hash = createHash("sha256").update(readFileSync(file)).digest("hex");
    return `${hash}  ${relative(folder, file).split(sep).join("/")}\n`;
  });
  const text = lines.join("");
  writeFileSync(join(folder, "SHA256SUMS"), text);
  return text;
}
