import { lastPart, type ObjectType, type PackageFunction, type PackageView, type Property } from "./packageView.js";

/** A value for the examples, with its type beside it where a language must name it. */
export type Sample =
  | { kind: "scalar"; value: string | number | boolean }
  | { kind: "list"; of: Property; items: Sample[] }
  | { kind: "object"; type: string; fields: Record<string, Sample> };

/** What to call a function with in its examples: its required arguments, else the first one, if it says an example. */
export function sampleArguments(view: PackageView, { inputs }: PackageFunction): Record<string, Sample> {
  if (inputs.required?.length) return required(view, inputs);
  const [first] = Object.entries(inputs.properties);
  if (first === undefined || example(first[1]) === undefined) return {};
  return { [first[0]]: sample(view, first[1]) };
}

function required(view: PackageView, type: ObjectType): Record<string, Sample> {
  const names = type.required ?? [];
  return Object.fromEntries(names.map((name) => [name, sample(view, type.properties[name] as Property)]));
}

function sample(view: PackageView, property: Property): Sample {
  if (property.$ref) {
    const type = lastPart(property.$ref);
    return { kind: "object", type, fields: required(view, view.types[type] as ObjectType) };
  }
  if (property.type === "array") {
    const of = property.items as Property;
    return { kind: "list", of, items: [sample(view, { description: property.description ?? "", ...of })] };
  }
  const text = example(property);
  if (property.type === "integer" || property.type === "number") return { kind: "scalar", value: Number(text ?? 1) };
  if (property.type === "boolean") return { kind: "scalar", value: text !== "false" };
  return { kind: "scalar", value: text ?? "example" };
}

function example({ description = "" }: Property): string | undefined {
  return /for example `([^`]+)`/.exec(description)?.[1];
}
