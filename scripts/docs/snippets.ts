import { stringify } from "yaml";
import { goName, pythonName } from "./names.js";
import type { PackageFunction, PackageView, Property } from "./packageView.js";
import { sampleArguments, type Sample } from "./sampleArguments.js";

/** A whole program for each language, which calls the function and exports its result. */
export function snippets(view: PackageView, definition: PackageFunction): Record<string, string> {
  const args = sampleArguments(view, definition);
  // The others may have no value.
  const results = definition.outputs.required ?? [];
  return {
    typescript: typescript(definition.name, args, results),
    python: python(definition.name, args, results),
    go: go(view, definition, args, results),
    yaml: yaml(view, definition.name, args, results),
  };
}

function typescript(name: string, args: Record<string, Sample>, results: string[]): string {
  const literal = (sample: Sample): string => {
    if (sample.kind === "list") return `[${sample.items.map(literal).join(", ")}]`;
    if (sample.kind === "object") return fields(sample.fields);
    return JSON.stringify(sample.value);
  };
  const fields = (of: Record<string, Sample>) =>
    `{ ${Object.entries(of)
      .map(([field, value]) => `${field}: ${literal(value)}`)
      .join(", ")} }`;
  return [
    'import * as hss from "pulumi-huaweicloud-hss";',
    "",
    `const result = hss.${name}Output(${Object.keys(args).length > 0 ? fields(args) : ""});`,
    "",
    ...results.map((result) => `export const ${result} = result.${result};`),
  ].join("\n");
}

function python(name: string, args: Record<string, Sample>, results: string[]): string {
  const literal = (sample: Sample): string => {
    if (sample.kind === "list") return `[${sample.items.map(literal).join(", ")}]`;
    if (sample.kind === "object") return `{${entries(sample.fields, (field) => `"${pythonName(field)}": `)}}`;
    if (typeof sample.value === "boolean") return sample.value ? "True" : "False";
    return JSON.stringify(sample.value);
  };
  const entries = (of: Record<string, Sample>, key: (field: string) => string) =>
    Object.entries(of)
      .map(([field, value]) => `${key(field)}${literal(value)}`)
      .join(", ");
  return [
    "import pulumi",
    "import pulumi_huaweicloud_hss as hss",
    "",
    `result = hss.${pythonName(name)}_output(${entries(args, (field) => `${pythonName(field)}=`)})`,
    "",
    ...results.map((result) => `pulumi.export("${result}", result.${pythonName(result)})`),
  ].join("\n");
}

function yaml(view: PackageView, name: string, args: Record<string, Sample>, results: string[]): string {
  const plain = (sample: Sample): unknown => {
    if (sample.kind === "list") return sample.items.map(plain);
    return sample.kind === "object" ? fields(sample.fields) : sample.value;
  };
  const fields = (of: Record<string, Sample>) =>
    Object.fromEntries(Object.entries(of).map(([field, value]) => [field, plain(value)]));
  const given = Object.keys(args).length > 0 ? { arguments: fields(args) } : {};
  return stringify({
    name: "example",
    runtime: "yaml",
    variables: { result: { "fn::invoke": { function: `${view.name}:${name}`, ...given } } },
    outputs: Object.fromEntries(results.map((result) => [result, `\${result.${result}}`])),
  }).trimEnd();
}

const GO_TYPES: Readonly<Record<string, string>> = {
  string: "String",
  integer: "Int",
  number: "Float64",
  boolean: "Bool",
};

function go(view: PackageView, definition: PackageFunction, args: Record<string, Sample>, results: string[]): string {
  const literal = (sample: Sample): string => {
    if (sample.kind === "list") return `${goArray(sample.of)}{${sample.items.map(literal).join(", ")}}`;
    if (sample.kind === "object") return `huaweicloudhss.${sample.type}Args{${fields(sample.fields)}}`;
    if (sample.kind === "enum") return `huaweicloudhss.${sample.type}${goName(sample.value)}`;
    return `pulumi.${scalarType(sample.value)}(${JSON.stringify(sample.value)})`;
  };
  const fields = (of: Record<string, Sample>) =>
    Object.entries(of)
      .map(([field, value]) => `${goName(field)}: ${literal(value)}`)
      .join(", ");
  const name = goName(definition.name);
  const given = Object.keys(args).length > 0 ? `\n\t\t\t${fields(args)},\n\t\t` : "";
  const module = `${view.repository.replace("https://", "")}/sdk/go/huaweicloudhss`;
  return [
    "package main",
    "",
    "import (",
    `\t"${module}"`,
    '\t"github.com/pulumi/pulumi/sdk/v3/go/pulumi"',
    ")",
    "",
    "func main() {",
    "\tpulumi.Run(func(ctx *pulumi.Context) error {",
    `\t\tresult := huaweicloudhss.${name}Output(ctx, huaweicloudhss.${name}OutputArgs{${given}})`,
    "",
    ...results.map((result) => `\t\tctx.Export("${result}", result.${goName(result)}())`),
    "\t\treturn nil",
    "\t})",
    "}",
  ].join("\n");
}

function goArray(of: Property): string {
  return of.$ref
    ? `huaweicloudhss.${of.$ref.split(":").at(-1) ?? ""}Array`
    : `pulumi.${GO_TYPES[of.type ?? ""] ?? ""}Array`;
}

function scalarType(value: string | number | boolean): string {
  if (typeof value === "string") return "String";
  return typeof value === "boolean" ? "Bool" : "Int";
}
