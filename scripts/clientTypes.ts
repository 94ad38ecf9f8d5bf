// Writes the declarations of the client, which refer to no other file, to the path given as the argument: what
// src/client.ts declares, with the types that zod derives there written out.
import { readFile, writeFile } from "node:fs/promises";
import ts from "typescript";
import { z } from "zod";
import { configuration } from "../src/provider/configuration.js";
import { getLocalImageHosts } from "../src/functions/getLocalImageHosts.js";
import { localImageHosts } from "../src/hss/localImageHosts.js";

const DERIVED: Record<string, z.ZodObject> = {
  ClientConfiguration: configuration,
  LocalImageHostsArgs: getLocalImageHosts.input,
  LocalImageHost: localImageHosts.row,
};

interface Property {
  type?: string;
  $ref?: string;
  items?: Property;
  enum?: string[];
  default?: string | number | boolean;
  description?: string | undefined;
}

interface ObjectType {
  properties?: Record<string, Property>;
  required?: string[];
  description?: string | undefined;
}

type Named = Readonly<Record<string, ObjectType>>;

/** TypeScript's names for those of JSON Schema. */
const PLAIN: Record<string, string> = { string: "string", integer: "number", number: "number", boolean: "boolean" };

const [, , output] = process.argv;
if (output === undefined) throw new Error("usage: clientTypes.ts <output>");
await writeFile(output, writtenOut(declarations(await readFile("src/client.ts", "utf8"))));

function declarations(source: string): string {
  const { outputText } = ts.transpileDeclaration(source, { compilerOptions: { target: ts.ScriptTarget.ES2022 } });
  return outputText.replace(/^import .*\n/gm, "");
}

function writtenOut(text: string): string {
  const written = Object.entries(DERIVED).reduce(
    (so, [name, schema]) => so.replace(new RegExp(`^export type ${name} = .*;$`, "m"), () => interfaceOf(name, schema)),
    text,
  );
  const left = /\b(z\.\w+|typeof \w+|Row)\b/.exec(written);
  if (left) throw new Error(`src/client.ts declares a type by ${left[0]}, which has to be written out: see DERIVED.`);
  return written;
}

function interfaceOf(name: string, schema: z.ZodObject): string {
  const written = z.toJSONSchema(schema, { io: "input" });
  const named = (written.$defs ?? {}) as Record<string, ObjectType>;
  // One that has a name of its own is given by it.
  const { description, ...type } = named[name] ?? (written as ObjectType);
  return `${comment("", { description })}export interface ${name} ${membersOf(name, type, named, "    ")}`;
}

function membersOf(name: string, { properties = {}, required = [] }: ObjectType, named: Named, indent: string): string {
  const members = Object.entries(properties).map(([key, property]) => {
    const type = typeOf(`${name}.${key}`, property, named, indent);
    const member = required.includes(key) ? `${key}: ${type}` : `${key}?: ${type} | undefined`;
    return `${comment(indent, property)}${indent}${member};\n`;
  });
  return `{\n${members.join("")}${indent.slice(4)}}`;
}

function comment(indent: string, { description, default: fallback }: Property): string {
  if (description === undefined) return "";
  const ending = fallback === undefined ? "" : ` Default: \`${String(fallback)}\`.`;
  return `${indent}/** ${description}${ending} */\n`;
}

function typeOf(
  name: string,
  { type = "", enum: values, items, $ref }: Property,
  named: Named,
  indent: string,
): string {
  if (values) return values.map((value) => JSON.stringify(value)).join(" | ");
  if (items) return `${typeOf(name, items, named, indent)}[]`;
  const object = named[$ref?.split("/").at(-1) ?? ""];
  if (object) return membersOf(name, object, named, `${indent}    `);
  const plain = PLAIN[type];
  if (plain === undefined) throw new Error(`${name} has no plain type.`);
  return plain;
}
