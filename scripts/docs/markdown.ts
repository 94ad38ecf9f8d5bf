import { pythonName } from "./names.js";
import { lastPart, type EnumType, type ObjectType, type Property } from "./packageView.js";

export const GENERATED =
  "<!-- Written by `npm run docs`. Do not edit: change the definitions in src/, or scripts/docs. -->";

const LANGUAGES: Readonly<Record<string, string>> = {
  typescript: "TypeScript",
  python: "Python",
  go: "Go",
  yaml: "YAML",
};

/** The same program in each language, under headings of the given level. */
export function languages(programs: Record<string, string>, level: number): string {
  const parts = Object.entries(programs).map(
    ([language, program]) =>
      `${"#".repeat(level)} ${LANGUAGES[language] ?? language}\n\n\`\`\`${language}\n${program}\n\`\`\``,
  );
  return parts.join("\n\n");
}

export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(header), line(header.map(() => "---")), ...rows.map(line)].join("\n");
}

/** Properties of arguments, results and types. Shows the name in Python if it differs. */
export function propertyTable(type: ObjectType, markOptional: boolean): string {
  const rows = Object.entries(type.properties).map(([name, property]) => {
    const python = pythonName(name);
    const optional = markOptional && !type.required?.includes(name) ? ", optional" : "";
    return [
      `\`${name}\`${python === name ? "" : ` (\`${python}\`)`}`,
      `${typeName(property)}${optional}`,
      property.description ?? "",
    ];
  });
  return table(["name (in Python)", "type", "meaning"], rows);
}

/** The values of an enum. */
export function valueTable({ enum: values }: EnumType): string {
  const areExplained = values.some(({ description }) => description !== undefined);
  const rows = values.map(({ value, description = "" }) => [`\`${value}\``, ...(areExplained ? [description] : [])]);
  return table(["value", ...(areExplained ? ["meaning"] : [])], rows);
}

export function typeName(property: Property): string {
  if (property.oneOf) return typeName(property.oneOf[1]);
  if (property.$ref) {
    const name = lastPart(property.$ref);
    return `[${name}](#${name.toLowerCase()})`;
  }
  if (property.type === "array") return `list of ${typeName(property.items as Property)}`;
  if (property.type === "object") return `map of ${typeName(property.additionalProperties as Property)}`;
  return property.type ?? "any";
}

/** All types that a type refers to, nearest first, each once. */
export function referredTypes(type: ObjectType, types: Record<string, ObjectType | EnumType>): string[] {
  const found = new Set<string>();
  const visit = (each: ObjectType | EnumType) => {
    for (const [, token] of JSON.stringify(each).matchAll(/"\$ref":"([^"]+)"/g)) {
      const name = lastPart(token as string);
      if (found.has(name)) continue;
      found.add(name);
      visit(types[name] as ObjectType | EnumType);
    }
  };
  visit(type);
  return [...found];
}
