import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** One fenced block of a page for people. */
export interface CodeBlock {
  path: string;
  /** Of the opening fence. */
  line: number;
  language: string;
  text: string;
}

/** Where pages stand, beside the root. */
const FOLDERS = ["docs", "examples", ".github"];

/** Every page in the repository, by its path. */
export function pages(): Map<string, string> {
  const inFolders = FOLDERS.filter((folder) => existsSync(folder)).flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)),
  );
  const paths = [...readdirSync("."), ...inFolders].filter((path) => /^(?!.*node_modules).*\.md$/.test(path));
  return new Map(paths.sort().map((path) => [path, readFileSync(path, "utf8")]));
}

export function codeBlocks(...languages: string[]): CodeBlock[] {
  return allBlocks().filter(({ language }) => languages.includes(language));
}

export function allBlocks(): CodeBlock[] {
  return [...pages()].flatMap(([path, text]) =>
    [...text.matchAll(/^( *)```(\S*)[^\n]*\n([^]*?)^\1```$/gm)].map((match) => {
      const [, indent = "", language = "", code = ""] = match;
      return {
        path,
        line: text.slice(0, match.index).split("\n").length,
        language,
        text: code.replaceAll(new RegExp(`^${indent}`, "gm"), ""),
      };
    }),
  );
}

/** What a test of the block is called. */
export function title({ path, line }: CodeBlock): string {
  return `${path}:${line}`;
}

/** A file name that tells where the block stands. */
export function fileName(block: CodeBlock): string {
  return title(block).replace(/[^A-Za-z0-9]+/g, "_");
}

/** Values for the stack configuration that a program in any of the languages reads. */
export function configurationFor({ text }: CodeBlock): Record<string, string> {
  const reads = /\b[cC]onfig(?:\(.*?\))?\.(?:require|get)_?(int|number|bool|float)?\w*\(\s*"(\w+)"/gi;
  return Object.fromEntries(
    [...text.matchAll(reads)].map(([, type = "", key = ""]) => {
      if (/bool/i.test(type)) return [key, "true"];
      return [key, type ? "1" : "log4j-demo"];
    }),
  );
}
