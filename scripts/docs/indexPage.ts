import { chooser } from "./chooser.js";
import { GENERATED, table } from "./markdown.js";
import type { PackageFunction, PackageView } from "./packageView.js";
import { programs } from "./programs.js";
import { snippets } from "./snippets.js";

/** The package's first page in the Pulumi Registry. Relative links would be broken there. */
export function indexPage(view: PackageView): string {
  const [first] = view.functions;
  const link = (text: string, page: string) => `[${text}](${view.repository}/blob/main/docs/${page})`;
  return [
    `---\ntitle: ${view.displayName}\nmeta_desc: ${JSON.stringify(view.description)}\nlayout: package\n---`,
    GENERATED,
    `${view.description} It has only functions, and manages no resources.`,
    "## Example",
    chooser(programs("hosts", snippets(view, first as PackageFunction))),
    "## Functions",
    table(
      ["function", "what it does"],
      view.functions.map(({ name, description }) => [link(name, `functions/${name}.md`), firstSentence(description)]),
    ),
    "## More",
    [
      `- ${link("Installation and configuration", "installation-configuration.md")}`,
      `- ${link("Pipelines without stored keys", "ci-without-keys.md")}, on GitHub and GitLab`,
      `- ${link("Rules", "rules.md")} about images, and ${link("results and reports", "compliance.md")} of their check`,
      `- ${link("Errors", "errors.md")}, their causes, and what to do`,
      `- ${link("The client", "client.md")}: HSS without Pulumi, and lists of any length`,
      `- ${link("Scale", "scale.md")}: the cost and the limits of long lists`,
      `- ${link("How it works", "architecture.md")}`,
    ].join("\n"),
  ].join("\n\n");
}

/** Full stops in brackets do not end a sentence. */
function firstSentence(text: string): string {
  return /^(?:`[^`]*`|\([^)]*\)|[^.(`]|\.(?!\s))*\./.exec(text)?.[0] ?? text;
}
