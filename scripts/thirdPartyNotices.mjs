import { readFileSync } from "node:fs";

export const NOTICES = "THIRD_PARTY_NOTICES.txt";

const LINE = "=".repeat(80);

/** Code of other projects inside packages that do not have its license text: its name and license file, by package. */
const INSIDE = {
  undici: { name: "llhttp, in undici", license: "scripts/licenses/llhttp.txt" },
};

/**
 * The text of THIRD_PARTY_NOTICES.txt: the license texts of all packages.
 * @param packages CycloneDX components with license texts as evidence
 * @throws if a package has no license text
 */
export function thirdPartyNotices(packages) {
  const notices = new Map();
  for (const { group, name, version, evidence } of packages) {
    const fullName = group ? `${group}/${name}` : name;
    const title = `${fullName} ${version}`;
    const texts =
      evidence?.licenses?.map(({ license }) => Buffer.from(license.text.content, "base64").toString()) ?? [];
    if (texts.length === 0) throw new Error(`${title} is bundled, but it has no license text.`);
    notices.set(title, texts);
    const inside = INSIDE[fullName];
    if (inside) notices.set(inside.name, [readFileSync(inside.license, "utf8")]);
  }
  const sorted = [...notices].sort(([a], [b]) => (a < b ? -1 : 1));
  return `This software contains the software below, under these licenses.\n${sorted.map(notice).join("")}`;
}

/** One part of the file: the name of a piece of software, and its license texts. */
export function notice([title, texts]) {
  const clean = texts.map((text) => text.replace(/\r\n?/g, "\n").replace(/^\n+|\s+$/g, ""));
  return `\n${LINE}\n${title}\n${LINE}\n\n${clean.join(`\n\n${"-".repeat(80)}\n\n`)}\n`;
}
