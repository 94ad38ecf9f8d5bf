import {
  lastPart,
  type EnumType,
  type ObjectType,
  type PackageFunction,
  type PackageView,
  type Property,
} from "./packageView.js";

/** A value for the examples, with its type if a language must name it. */
export type Sample =
  | { kind: "scalar"; value: string | number | boolean }
  | { kind: "enum"; type: string; value: string }
  | { kind: "list"; of: Property; items: Sample[] }
  | { kind: "object"; type: string; fields: Record<string, Sample> };

/** The arguments of a function in its examples: the required ones; otherwise the first whose description has an example. */
export function sampleArguments(view: PackageView, { inputs }: PackageFunction): Record<string, Sample> {
  return sampleFields(view, inputs);
}

function sampleFields(view: PackageView, { properties, required = [] }: ObjectType): Record<string, Sample> {
  const optional = Object.keys(properties).filter((name) => example(properties[name] as Property) !== undefined);
  const names = required.length > 0 ? required : optional.slice(0, 1);
  return Object.fromEntries(names.map((name) => [name, sample(view, properties[name] as Property)]));
}

function sample(view: PackageView, property: Property): Sample {
  const reference = property.$ref ?? property.oneOf?.[1].$ref;
  if (reference) {
    const type = lastPart(reference);
    const definition = view.types[type] as ObjectType | EnumType;
    if ("enum" in definition) return { kind: "enum", type, value: definition.enum[0]?.value ?? "" };
    return { kind: "object", type, fields: sampleFields(view, definition) };
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
  return (/for example `([^`]+)`/.exec(description) ?? /[Oo]ne of `([^`]+)`/.exec(description))?.[1];
}
