import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { lint } from "markdownlint/sync";
import { parse } from "yaml";
import schema from "../../schema.json" with { type: "json" };
import { codeBlocks } from "./codeBlocks.js";

/** The two pages that the Pulumi Registry fetches from a release. */
const PAGES = ["docs/_index.md", "docs/installation-configuration.md"];

/**
 * The rules of markdownlint that the Registry turns off, as of its commit 0b21a20cc. All others are on.
 */
const OFF = [
  ...["MD004", "MD007", "MD009", "MD010", "MD012", "MD013", "MD014", "MD022", "MD023", "MD024", "MD026", "MD028"],
  ...["MD031", "MD032", "MD033", "MD034", "MD036", "MD040", "MD045", "MD046", "MD047", "MD055", "MD058", "MD059"],
  "MD060",
];

/** Languages of the Registry's tabs. */
const LANGUAGES = ["typescript", "python", "go", "csharp", "java", "yaml"];

/** Categories that the Registry knows by their keywords. */
const CATEGORIES = ["cloud", "database", "infrastructure", "monitoring", "network", "utility", "vcs"];

const repository = schema.repository.replace("https://github.com/", "");
const withoutCode = (text: string) => text.replace(/^```[^]*?^```$/gm, "").replace(/`[^`\n]*`/g, "");

for (const path of PAGES) {
  describe(`${path} in the Pulumi Registry`, () => {
    let text: string;

    before(() => {
      text = readFileSync(path, "utf8");
    });

    it("passes markdownlint with the Registry's rules", () => {
      const config = Object.fromEntries(OFF.map((rule) => [rule, false]));
      const found = lint({ strings: { [path]: text }, config })[path] ?? [];
      assert.deepEqual(
        found.map(({ lineNumber, ruleNames, errorDetail }) => `${lineNumber}: ${ruleNames.join()} ${errorDetail}`),
        [],
      );
    });

    it("starts with front matter that has a title and a description", () => {
      const [, frontMatter = ""] = /^---\n([^]*?)\n---\n/.exec(text) ?? [];
      const { title, meta_desc } = parse(frontMatter) as Record<string, unknown>;
      for (const value of [title, meta_desc]) assert.match(String(value), /^\S.{9,}$/);
    });

    it("has only links and images that also work outside the repository", () => {
      const prose = withoutCode(text);
      const targets = [...prose.matchAll(/\]\(([^)]*)\)/g), ...prose.matchAll(/^\[[^\]]*\]: *(\S*)/gm)];
      assert.ok(targets.length > 2);
      for (const [, target = ""] of targets) assert.match(target, /^https:\/\/|^#/);
      // In HTML, they would also have to be absolute. There is none.
      assert.doesNotMatch(prose, /<(a|img)\b/i);
    });

    it("has a tab for each language in each chooser", () => {
      const shortcodes = [...text.matchAll(/\{\{\s*[<%]([^]*?)[>%]\}\}/g)].map(([, words = ""]) => words.trim());
      const chooser = [
        `chooser language "${LANGUAGES.join(",")}"`,
        ...LANGUAGES.flatMap((language) => [`choosable language ${language}`, "/choosable"]),
        "/chooser",
      ];
      const count = shortcodes.length / chooser.length;
      assert.ok(count >= 1);
      assert.deepEqual(shortcodes, Array.from({ length: count }, () => chooser).flat());
      // A blank before the sign stops the whole site.
      assert.doesNotMatch(text, /\{\{\s+[<%]/);
      assert.equal(text.match(/\{\{/g)?.length, shortcodes.length);
    });
  });
}

describe("for the Pulumi Registry", () => {
  it("the page about installation links each published SDK", () => {
    const page = readFileSync("docs/installation-configuration.md", "utf8");
    const { nodejs, python, go } = schema.language;
    const normalized = python.packageName.replaceAll("_", "-");
    for (const link of [
      `https://www.npmjs.com/package/${nodejs.packageName}`,
      `https://pypi.org/project/${normalized}/`,
      `https://pkg.go.dev/${go.importBasePath}`,
    ])
      assert.ok(page.includes(`](${link})`), link);
    const install = `pulumi plugin install resource ${schema.name} v${schema.version} --server ${schema.pluginDownloadURL}\n`;
    assert.ok(page.includes(install), install);
  });

  it("the schema has the name, the category and the publisher that the Registry reads", () => {
    const [, name = ""] = repository.split("/");
    assert.equal(schema.name, name.replaceAll("pulumi-", ""));
    const categories = schema.keywords.filter((keyword) => keyword.startsWith("category/"));
    assert.deepEqual(
      categories.filter((each) => !CATEGORIES.includes(each.replace("category/", ""))),
      [],
    );
    assert.equal(categories.length, 1);
    assert.notEqual(schema.publisher, "");
    assert.notEqual(schema.description, "");
  });

  it("docs/publishing.md has the entry for its list of packages", () => {
    const blocks = codeBlocks("json").filter(({ path }) => path === "docs/publishing.md");
    const [entry, publisher] = blocks.map(({ text }) => JSON.parse(text) as Record<string, string>);
    assert.deepEqual(entry, { repoSlug: repository, schemaFile: "schema.json" });
    assert.deepEqual(publisher, { [schema.publisher]: repository.split("/")[0] });
  });
});
