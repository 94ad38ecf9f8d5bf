import { readFileSync } from "node:fs";

const EXTENSIONS = { typescript: "ts", python: "py", go: "go", csharp: "cs", java: "java", yaml: "yaml" };

/**
 * A program in each language, as a code block.
 * @param folder the folder in `programs` that has the languages which are not given.
 */
export function programs(folder: string, given: Readonly<Record<string, string>> = {}): Record<string, string> {
  const written = Object.entries(EXTENSIONS).map(([language, extension]) => {
    const read = () =>
      readFileSync(new URL(`programs/${folder}/${language}.${extension}`, import.meta.url), "utf8").trimEnd();
    return [language, `\`\`\`${language}\n${given[language] ?? read()}\n\`\`\``];
  });
  return Object.fromEntries(written) as Record<string, string>;
}
