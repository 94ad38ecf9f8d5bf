/** Tabs of the Pulumi Registry: for each of Pulumi's languages, a text in Markdown. */
export function chooser(texts: Readonly<Record<string, string>>): string {
  const tabs = Object.entries(texts).map(
    ([language, text]) => `{{% choosable language ${language} %}}\n\n${text}\n\n{{% /choosable %}}`,
  );
  return [`{{< chooser language "${Object.keys(texts).join(",")}" >}}`, ...tabs, "{{< /chooser >}}"].join("\n\n");
}
