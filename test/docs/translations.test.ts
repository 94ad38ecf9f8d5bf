import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { errorExamples } from "../support/errorExamples.js";

interface Section {
  level: number;
  heading: string;
  blocks: string[];
}

/** The sections of a page in their order, each with its code blocks. */
function sections(path: string): Section[] {
  const found: Section[] = [];
  const parts = readFileSync(path, "utf8").matchAll(/^(#+) (.+)$|^```[^\n]*\n[^]*?^```$/gm);
  for (const [text, signs, heading = ""] of parts) {
    if (signs !== undefined) found.push({ level: signs.length, heading, blocks: [] });
    else found.at(-1)?.blocks.push(text);
  }
  return found;
}

describe("README.zh-CN.md", () => {
  it("has the sections and the code blocks of README.md", () => {
    const english = sections("README.md");
    const chinese = sections("README.zh-CN.md");
    assert.ok(english.length > 10);
    for (const [index, { level, heading, blocks }] of english.entries()) {
      const translated = chinese[index];
      assert.ok(translated, `it has no section for "${heading}"`);
      assert.deepEqual(
        { level: translated.level, blocks: translated.blocks },
        { level, blocks },
        `"${translated.heading}" is not the translation of "${heading}"`,
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
