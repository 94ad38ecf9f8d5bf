import { format } from "prettier";
import { functionPage } from "./functionPage.js";
import { indexPage } from "./indexPage.js";
import { installationPage } from "./installationPage.js";
import { packageView } from "./packageView.js";

/** A folder that contains only files written here. */
export const FUNCTIONS = "docs/functions";

/** Every page that is made from the definitions, by its path, in the layout of the Pulumi Registry. */
export async function pages(): Promise<Map<string, string>> {
  const view = packageView();
  const written: [path: string, text: string][] = [
    ["docs/_index.md", indexPage(view)],
    ["docs/installation-configuration.md", installationPage(view)],
    ...view.functions.map((each): [string, string] => [`${FUNCTIONS}/${each.name}.md`, functionPage(view, each)]),
  ];
  const formatted = written.map(
    async ([path, text]) => [path, await format(text, { parser: "markdown", printWidth: 120 })] as const,
  );
  return new Map(await Promise.all(formatted));
}
