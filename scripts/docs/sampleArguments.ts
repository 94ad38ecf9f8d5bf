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

/** The arguments of a function in its examples: the required ones; otherwise the first, if its description has an example or it is a list of objects. */
export function sampleArguments(view: PackageView, { inputs }: PackageFunction): Record<string, Sample> {
  return sampleFields(view, inputs);
}

function sampleFields(view: PackageView, { properties, required = [] }: ObjectType): Record<string, Sample> {
  const [first] = Object.entries(properties);
  const isKnown = first !== undefined && (example(first[1]) !== undefined || first[1].items?.$ref !== undefined);
  const optional = isKnown ? [first[0]] : [];
  // A rule does not always need its image, but the one of the examples does.
  const isObject = ({ $ref = "" }: Property) => "properties" in (view.types[lastPart($ref)] ?? {});
  const object = Object.keys(properties).find((name) => isObject(properties[name] as Property));
  const names = required.length > 0 ? [...new Set([...required, ...(object ? [object] : [])])] : optional;
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
