import { z } from "zod";
import type { PackageDefinition } from "./packageDefinition.js";
import { configurationMeta } from "./resolveConfiguration.js";

type Json = Record<string, unknown>;

/** Derives the Pulumi package schema from the zod definitions. */
export function packageSchema<Context>(definition: PackageDefinition<Context>): Json {
  const types: Json = {};
  const object = (schema: z.ZodObject) => objectSpec(definition.name, schema, types);
  const configuration = object(definition.configuration);
  for (const [key, property] of Object.entries(definition.configuration.shape)) {
    const { env, secret } = configurationMeta(property as z.ZodType);
    const spec = (configuration.properties as Record<string, Json>)[key] as Json;
    if (env) {
      spec.description = `${spec.description as string} Environment: ${env.map((name) => `\`${name}\``).join(", ")}.`;
    }
    if (secret) spec.secret = true;
  }
  const functions = definition.functions.map((each) => [
    `${definition.name}:index:${each.name}`,
    {
      description: each.description,
      inputs: { description: `Arguments of ${each.name}.`, ...object(each.input) },
      outputs: { description: `Result of ${each.name}.`, ...object(each.output) },
    },
  ]);
  return {
    name: definition.name,
    version: definition.version,
    ...definition.metadata,
    ...(definition.validateCredentials ? { validateCredentialsOnNew: true } : {}),
    config: { variables: configuration.properties },
    provider: { description: definition.metadata.description, inputProperties: configuration.properties },
    types,
    functions: Object.fromEntries(functions) as Json,
  };
}

interface ObjectSpec {
  type: "object";
  description?: string;
  properties: Json;
  required?: string[];
}

/** Converts zod's own JSON Schema, whose named parts become the package's types. */
function objectSpec(packageName: string, schema: z.ZodObject, types: Json): ObjectSpec {
  const json = z.toJSONSchema(schema, { io: "input" }) as Json;
  for (const [id, type] of Object.entries((json.$defs ?? {}) as Record<string, Json>)) {
    types[`${packageName}:index:${id}`] = fromJsonObject(packageName, type);
  }
  return fromJsonObject(packageName, json);
}

function fromJsonObject(packageName: string, json: Json): ObjectSpec {
  const properties = Object.entries((json.properties ?? {}) as Record<string, Json>);
  const required = json.required as string[] | undefined;
  const description = json.description as string | undefined;
  return {
    type: "object",
    ...(description === undefined ? {} : { description }),
    properties: Object.fromEntries(properties.map(([name, property]) => [name, propertySpec(packageName, property)])),
    ...(required?.length ? { required } : {}),
  };
}

function propertySpec(packageName: string, json: Json): Json {
  const ofItems = (json.items as Json | undefined)?.enum as string[] | undefined;
  const description = [
    json.description,
    json.enum ? `One of ${inWords(json.enum as string[])}.` : undefined,
    ofItems ? `Each is one of ${inWords(ofItems)}.` : undefined,
    json.default === undefined ? undefined : `Default: \`${JSON.stringify(json.default).replaceAll('"', "")}\`.`,
  ];
  return { ...typeSpec(packageName, json), description: description.filter(Boolean).join(" ") };
}

function inWords(values: readonly string[]): string {
  return values.map((value) => `\`${value}\``).join(", ");
}

function typeSpec(packageName: string, json: Json): Json {
  if (typeof json.$ref === "string") {
    return { $ref: `#/types/${packageName}:index:${json.$ref.split("/").at(-1) ?? ""}` };
  }
  if (json.type === "array") return { type: "array", items: typeSpec(packageName, json.items as Json) };
  return { type: json.type };
}
