import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { errorExamples } from "../support/errorExamples.js";

interface Section {
  level: number;
  heading: string;
  blocks: string[];
  /** The targets of links, without what depends on the language. */
  links: string[];
  tableRows: number;
}

/** The sections of a page in their order, each with its parts. */
function sections(path: string): Section[] {
  const found: Section[] = [];
  const parts = /^(#+) (.+)$|^```[^\n]*\n[^]*?^```$|^\||\]\(([^)]+)\)/gm;
  for (const [text, signs, heading = "", link] of readFileSync(path, "utf8").matchAll(parts)) {
    if (signs !== undefined) found.push({ level: signs.length, heading, blocks: [], links: [], tableRows: 0 });
    const section = found.at(-1) as Section;
    if (link !== undefined) section.links.push(link.replace(/^#.*/, "#").replace(".zh-CN", ""));
    else if (text === "|") section.tableRows++;
    else if (signs === undefined) section.blocks.push(text);
  }
  return found;
}

describe("README.zh-CN.md", () => {
  it("has the sections of README.md, with their code blocks, links and rows of tables", () => {
    const english = sections("README.md");
    const chinese = sections("README.zh-CN.md");
    assert.ok(english.length > 10);
    for (const [index, { heading, ...parts }] of english.entries()) {
      const { heading: translated, ...translatedParts } = chinese[index] ?? assert.fail(`"${heading}" is missing`);
      assert.deepEqual(
        { ...translatedParts, links: translatedParts.links.sort() },
        { ...parts, links: parts.links.sort() },
        `"${translated}" is not the translation of "${heading}"`,
      );
    }
    assert.deepEqual(
      chinese.slice(english.length).map(({ heading }) => heading),
      [],
    );
  });

  it("and README.md link each other at the top", () => {
    const head = (path: string) => readFileSync(path, "utf8").split("\n").slice(0, 3).join("\n");
    assert.ok(head("README.md").endsWith("English | [简体中文](README.zh-CN.md)"));
    assert.ok(head("README.zh-CN.md").endsWith("[English](README.md) | 简体中文"));
  });
});

describe("docs/errors.zh-CN.md", () => {
  it("has the first line of each error, in both languages", async () => {
    const page = readFileSync("docs/errors.zh-CN.md", "utf8");
    const rows = [...page.matchAll(/^\| \[[^\]]+\]\(errors\.md#(\w+)\) +\| `([^`]+)` +\| (.*?) +\| (.*?) +\|$/gm)];
    const errors = Object.entries(errorExamples).map(async ([anchor, make]) => [anchor, (await make()).summary]);
    assert.deepEqual(
      rows.map(([, anchor, line]) => [anchor, line]),
      await Promise.all(errors),
    );
    for (const [row, , , meaning = "", advice = ""] of rows)
      for (const text of [meaning, advice]) assert.match(text, /\p{Script=Han}.*。$/u, row);
  });
});
