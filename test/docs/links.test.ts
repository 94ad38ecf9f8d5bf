import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import schema from "../../schema.json" with { type: "json" };
import { pages } from "./codeBlocks.js";

/** How pages that are also shown elsewhere link the others. */
const OWN = `${schema.repository}/blob/main/`;

/** The anchors that GitHub gives the headings of a page, and those set by hand. */
function anchors(text: string): Set<string> {
  const withoutCode = text.replace(/^```[^]*?^```$/gm, "");
  const headings = [...withoutCode.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(" ", "-"),
  );
  const ids = [...text.matchAll(/<a id="([^"]+)">/g)].map(([, id = ""]) => id);
  return new Set([...headings, ...ids]);
}

describe("the links of the pages", () => {
  for (const [path, text] of pages()) {
    it(`of ${path} lead to existing files and headings`, () => {
      const links = [...text.replace(/^```[^]*?^```$/gm, "").matchAll(/\]\(<?([^)\s>]+)>?\)/g)];
      for (const [, target = ""] of links) {
        const own = target.startsWith(OWN) ? target.slice(OWN.length) : undefined;
        if (own === undefined && /^[a-z]+:/.test(target)) continue;
        const [file = "", anchor] = (own ?? target).split("#");
        const linked = own !== undefined ? file : file === "" ? path : normalize(join(dirname(path), file));
        assert.ok(existsSync(linked), `${target} leads nowhere`);
        if (anchor !== undefined) {
          assert.ok(anchors(readFileSync(linked, "utf8")).has(anchor), `${target} leads to no heading`);
        }
      }
    });
  }
});
