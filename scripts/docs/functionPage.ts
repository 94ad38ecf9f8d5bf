import { GENERATED, languages, propertyTable, referredTypes, valueTable } from "./markdown.js";
import { pythonName, goName } from "./names.js";
import type { EnumType, ObjectType, PackageFunction, PackageView } from "./packageView.js";
import { snippets } from "./snippets.js";

/** The reference of one function. */
export function functionPage(view: PackageView, definition: PackageFunction): string {
  const { name, description, inputs, outputs } = definition;
  const types = [...new Set([...referredTypes(inputs, view.types), ...referredTypes(outputs, view.types)])];
  const hasArguments = Object.keys(inputs.properties).length > 0;
  return [
    `---\ntitle: ${name}\nmeta_desc: ${JSON.stringify(`Reference of the function ${name} of ${view.displayName}.`)}\nlayout: package\n---`,
    GENERATED,
    `# ${name}`,
    `Python: \`${pythonName(name)}\`. Go: \`${goName(name)}\`. The form with \`Output\` (\`_output\`) at the end takes and ` +
      `returns Pulumi outputs. Token: \`${view.name}:index:${name}\`.`,
    description,
    "## Example",
    languages(snippets(view, definition), 3),
    "## Arguments",
    hasArguments ? propertyTable(inputs, true) : "None.",
    "## Result",
    propertyTable(outputs, true),
    ...(types.length > 0 ? ["## Types"] : []),
    ...types.flatMap((type) => {
      const shape = view.types[type] as ObjectType | EnumType;
      const properties = "enum" in shape ? valueTable(shape) : propertyTable(shape, true);
      return [`### ${type}`, shape.description ?? "", properties];
    }),
  ].join("\n\n");
}
