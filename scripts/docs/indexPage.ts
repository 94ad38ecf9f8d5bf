import { GENERATED, languages, table } from "./markdown.js";
import type { PackageFunction, PackageView } from "./packageView.js";
import { snippets } from "./snippets.js";

/** The package's first page. */
export function indexPage(view: PackageView): string {
  const [first] = view.functions;
  return [
    `---\ntitle: ${view.displayName}\nmeta_desc: ${JSON.stringify(view.description)}\nlayout: package\n---`,
    GENERATED,
    `# ${view.displayName}`,
    `${view.description} It has only functions, and manages no resources.`,
    "## Example",
    languages(snippets(view, first as PackageFunction), 3),
    "## Functions",
    table(
      ["function", "what it does"],
      view.functions.map(({ name, description }) => [`[${name}](functions/${name}.md)`, firstSentence(description)]),
    ),
    "## More",
    [
      "- [Installation and configuration](installation-configuration.md)",
      "- [Pipelines without stored keys](ci-without-keys.md), on GitHub and GitLab",
      "- [Rules](rules.md) about images, and [results and reports](compliance.md) of their check",
      "- [Errors](errors.md), their causes, and what to do",
      "- [The client](client.md): HSS without Pulumi, and lists of any length",
      "- [Scale](scale.md): the cost and the limits of long lists",
      "- [How it works](architecture.md)",
    ].join("\n"),
  ].join("\n\n");
}

/** Full stops in brackets do not end a sentence. */
function firstSentence(text: string): string {
  return /^(?:`[^`]*`|\([^)]*\)|[^.(`]|\.(?!\s))*\./.exec(text)?.[0] ?? text;
}
