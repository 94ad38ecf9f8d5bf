import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import schema from "../../schema.json" with { type: "json" };
import { allBlocks, codeBlocks, title } from "./codeBlocks.js";

/** Checked by the tests beside this one, or here. */
const CHECKED = ["typescript", "ts", "javascript", "js", "python", "py", "go", "sh", "bash", "json", "yaml", "yml"];
/** Nothing to run: output, diagrams, and the languages of others. */
const SHOWN = ["", "text", "mermaid", "diff", "hcl", "csharp", "java"];

/** Subcommands that the pages may tell people to use. */
const PULUMI = ["config", "destroy", "do", "new", "package", "plugin", "policy", "preview", "refresh", "stack", "up"];
const GO = ["build", "get", "mod", "run", "test", "vet", "version"];

type Words = readonly string[];
const oneOf = (known: readonly string[]) => (words: Words) => known.includes(words[1] ?? "");
const anything = () => true;
const anExistingFile = (words: Words) => {
  const file = words.slice(1).find((word) => !word.startsWith("-"));
  return file === undefined || existsSync(file);
};

/** What may stand at the start of a command line, and whether the rest of it is sound. */
const COMMANDS: Readonly<Record<string, (words: Words, page: string) => boolean>> = {
  cd: anything,
  curl: anything,
  cp: anything,
  echo: anything,
  export: anything,
  git: anything,
  gh: anything,
  jq: anything,
  mkdir: anything,
  sha256sum: anything,
  tar: anything,
  pip: oneOf(["install"]),
  python3: anything,
  go: oneOf(GO),
  node: anExistingFile,
  npm: ([, command = "", script = ""], page) =>
    command === "run"
      ? scripts(page).has(script)
      : ["install", "ci", "cit", "pack", "publish", "version", "test", "audit"].includes(command),
  npx: ([, tool = "", ...rest]) =>
    ["mocha", "tsc", "eslint", "prettier"].includes(tool) &&
    rest.every((word) => !word.endsWith(".test.ts") || word.includes("*") || existsSync(word)),
  pulumi: (words) => oneOf(PULUMI)(words) && keysAreKnown(words.join(" ")),
  "pulumi-resource-huaweicloud-hss": anything,
  "huaweicloud-hss-emulator": anything,
};

/** Of the checkout, and of the project that the page is about. */
function scripts(page: string): Set<string> {
  const manifests = ["package.json", join(dirname(page), "package.json")].filter((path) => existsSync(path));
  const parsed = manifests.map((path) => JSON.parse(readFileSync(path, "utf8")) as { scripts?: object });
  return new Set(parsed.flatMap(({ scripts: each = {} }) => Object.keys(each)));
}

function keysAreKnown(line: string): boolean {
  const keys = [...line.matchAll(/(?<!function: |providers:)\bhuaweicloud-hss:(\w+)/g)].map(([, key]) => key as string);
  return keys.every((key) => key in schema.config.variables || `huaweicloud-hss:index:${key}` in schema.functions);
}

/** The commands of a script, as words; a prompt, environment settings and what follows a pipe do not count. */
function commands(script: string): string[][] {
  const lines = script.replaceAll("\\\n", " ").split("\n");
  return lines
    .flatMap((line) =>
      line
        .replace(/^\$ /, "")
        .replace(/(^|\s)#.*$/, "")
        .split(/&&|\|\||;/),
    )
    .map((command) =>
      command
        .trim()
        .split(/\s+/)
        .filter((word, index, all) => !isSetting(word, all.slice(0, index))),
    )
    .filter((words) => (words[0] ?? "") !== "");
}

function isSetting(word: string, before: readonly string[]): boolean {
  return /^\w+=/.test(word) && before.every((each) => /^\w+=/.test(each));
}

describe("the other blocks of the pages", () => {
  it("are all in a language that is checked or cannot be run", () => {
    for (const block of allBlocks()) {
      assert.ok([...CHECKED, ...SHOWN].includes(block.language), `${title(block)}: ${block.language}`);
    }
  });

  for (const block of codeBlocks("sh", "bash")) {
    it(`${title(block)} is shell with existing commands`, () => {
      const { status, stderr } = spawnSync("bash", ["-n"], { input: block.text, encoding: "utf8" });
      assert.equal(status, 0, stderr);
      for (const words of commands(block.text)) {
        // An environment's own, such as venv/bin/pip, is the same command.
        const check = COMMANDS[(words[0] as string).split("/").at(-1) ?? ""];
        assert.ok(check?.(words, block.path), `there is no "${words.join(" ")}"`);
      }
    });
  }

  for (const block of codeBlocks("json")) {
    it(`${title(block)} is JSON`, () => {
      assert.doesNotThrow(() => JSON.parse(block.text) as unknown);
    });
  }

  for (const block of codeBlocks("csharp")) {
    it(`${title(block)} has only names that the C# SDK has`, () => {
      const functions = [...block.text.matchAll(/\bHss\.(Get\w+)\.Invoke\b/g)].map(([, name = ""]) => name);
      const classes = [...block.text.matchAll(/\bHss\.(\w+)/g)].map(([, name = ""]) => name);
      const sources = [...new Set(classes)].map((name) => readFileSync(`sdk/dotnet/${name}.cs`, "utf8")).join();
      assert.ok(functions.length > 0);
      const inputs = [...block.text.matchAll(/\b([A-Z]\w+) = (?:"|\w+ })/g)].map(([, name]) => name);
      const results = [...block.text.matchAll(/\b(?:found|result)\.([A-Z]\w+)\)/g)].map(([, name]) => name);
      const known = [...sources.matchAll(/public (?:readonly )?\S+ (\w+)(?:;| \{)/g)].map(([, name]) => name);
      const unknown = [...inputs, ...results].filter((name) => !known.includes(name) && name !== "Provider");
      assert.ok(inputs.length > 0 && results.length > 0);
      assert.deepEqual(unknown, []);
    });
  }

  for (const block of codeBlocks("yaml", "yml")) {
    it(`${title(block)} is YAML with existing configuration keys and functions`, () => {
      assert.doesNotThrow(() => parse(block.text) as unknown);
      assert.ok(keysAreKnown(block.text));
    });
  }
});
