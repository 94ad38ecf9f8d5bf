import { z } from "zod";
import type { PackageDefinition } from "./packageDefinition.js";
import { enumTypes, type EnumType } from "../schema/enumTypes.js";
import { configurationMeta } from "./resolveConfiguration.js";

type Json = Record<string, unknown>;

/** How enums are declared: as types; as types or any text; as text. */
type EnumStyle = "strict" | "relaxed" | "text";

interface EnumStyles {
  own: EnumStyle;
  /** In the objects that are properties. */
  nested: EnumStyle;
}

/** Objects are often data from JSON, or a variable. In both, TypeScript takes the type of a value for `string`. */
const ARGUMENTS: EnumStyles = { own: "strict", nested: "relaxed" };
const RESULT: EnumStyles = { own: "strict", nested: "strict" };
/** Pulumi refuses enums here. */
const CONFIGURATION: EnumStyles = { own: "text", nested: "text" };

/** Derives the Pulumi package schema from the zod definitions. */
export function packageSchema<Context>(definition: PackageDefinition<Context>): Json {
  const types = new TypeSpecs(definition.name);
  const configuration = types.object(definition.configuration, CONFIGURATION);
  for (const [key, property] of Object.entries(definition.configuration.shape)) {
    const { env, secret } = configurationMeta(property as z.ZodType);
    const spec = configuration.properties[key] as Json;
    if (env) {
      spec.description = `${spec.description as string} Environment: ${env.map((name) => `\`${name}\``).join(", ")}.`;
    }
    if (secret) spec.secret = true;
  }
  const functions = definition.functions.map((each) => [
    `${definition.name}:index:${each.name}`,
    {
      description: each.description,
      inputs: { description: `Arguments of ${each.name}.`, ...types.object(each.input, ARGUMENTS) },
      outputs: { description: `Result of ${each.name}.`, ...types.object(each.output, RESULT) },
    },
  ]);
  return {
    name: definition.name,
    version: definition.version,
    ...definition.metadata,
    ...(definition.validateCredentials ? { validateCredentialsOnNew: true } : {}),
    config: { variables: configuration.properties },
    provider: { description: definition.metadata.description, inputProperties: configuration.properties },
    types: types.specs,
    functions: Object.fromEntries(functions) as Json,
  };
}

interface ObjectSpec {
  type: "object";
  description?: string;
  properties: Record<string, Json>;
  required?: string[];
}

interface EnumSpec {
  type: "string";
  description: string;
  enum: { value: string; description?: string }[];
}

/** Converts zod's own JSON Schema. Its named parts and its enums become the package's types. */
class TypeSpecs {
  readonly specs: Record<string, ObjectSpec | EnumSpec> = {};
  readonly #prefix: string;

  constructor(packageName: string) {
    this.#prefix = `${packageName}:index:`;
  }

  object(schema: z.ZodObject, { own, nested }: EnumStyles): ObjectSpec {
    const json = z.toJSONSchema(schema, {
      io: "input",
      override: ({ zodSchema, jsonSchema }) => {
        const enumType = enumTypes.get(zodSchema);
        if (enumType) (jsonSchema as Json).enumType = enumType;
      },
    }) as Json;
    for (const [id, type] of Object.entries((json.$defs ?? {}) as Record<string, Json>)) {
      this.specs[this.#prefix + id] = this.#object(type, nested);
    }
    return this.#object(json, own);
  }

  #object(json: Json, style: EnumStyle): ObjectSpec {
    const properties = Object.entries((json.properties ?? {}) as Record<string, Json>);
    const required = json.required as string[] | undefined;
    const description = json.description as string | undefined;
    return {
      type: "object",
      ...(description === undefined ? {} : { description }),
      properties: Object.fromEntries(
        properties.map(([name, property]) => [
          name,
          { ...this.#type(name, property, style), description: descriptionOf(property) },
        ]),
      ),
      ...(required?.length ? { required } : {}),
    };
  }

  #type(property: string, json: Json, style: EnumStyle): Json {
    if (typeof json.$ref === "string") return this.#reference(json.$ref.split("/").at(-1) ?? "");
    if (json.type === "array") return { type: "array", items: this.#type(property, json.items as Json, style) };
    if (json.enum === undefined || style === "text") return { type: json.type };
    const reference = this.#enum(property, json);
    return style === "strict" ? reference : { type: json.type, oneOf: [{ type: json.type }, reference] };
  }

  #enum(property: string, json: Json): Json {
    const values = json.enum as string[];
    const { name, description, meanings } = (json.enumType ?? {}) as Partial<EnumType>;
    const type = name ?? capitalized(property);
    const spec: EnumSpec = {
      type: "string",
      description: description ?? (json.description as string),
      enum: values.map((value) => ({ value, ...(meanings?.[value] && { description: capitalized(meanings[value]) }) })),
    };
    const token = this.#prefix + type;
    const known = this.specs[token];
    if (known === undefined || isExplained(spec)) this.specs[token] = spec;
    if (known !== undefined && valuesOf(known).join() !== values.join()) {
      throw new TypeError(`Two types are named ${type}: give the values of the property ${property} another name.`);
    }
    return this.#reference(type);
  }

  #reference(name: string): Json {
    return { $ref: `#/types/${this.#prefix}${name}` };
  }
}

function valuesOf(spec: ObjectSpec | EnumSpec): string[] {
  return "enum" in spec ? spec.enum.map(({ value }) => value) : [];
}

function isExplained(spec: EnumSpec): boolean {
  return spec.enum.some(({ description }) => description !== undefined);
}

function descriptionOf(json: Json): string {
  const { enum: ofItems } = (json.items ?? {}) as { enum?: string[] };
  const text = json.description as string;
  const isComplete = (values: string[]) => values.every((value) => text.includes(`\`${value}\``));
  const values = (json.enum ?? ofItems) as string[] | undefined;
  return [
    text,
    values && !isComplete(values) ? `${ofItems ? "Each is one" : "One"} of ${inWords(values)}.` : undefined,
    json.default === undefined ? undefined : `Default: \`${JSON.stringify(json.default).replaceAll('"', "")}\`.`,
  ]
    .filter(Boolean)
    .join(" ");
}

function capitalized(text: string): string {
  return text.replace(/^./, (initial) => initial.toUpperCase());
}

function inWords(values: readonly string[]): string {
  return values.map((value) => `\`${value}\``).join(", ");
}
