// Writes the declarations of the client to the path given as the argument. They refer to no other file: the types that zod derives
// in src/client.ts are written out.
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
  enum?: string[];
  default?: string | number | boolean;
  description?: string | undefined;
}

/** The types of JSON Schema in TypeScript. */
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
  if (left) throw new Error(`src/client.ts declares a type by ${left[0]}, which must be written out: see DERIVED.`);
  return written;
}

function interfaceOf(name: string, schema: z.ZodObject): string {
  const written = z.toJSONSchema(schema, { io: "input" });
  // A named type is written by its name.
  const { properties = {}, required = [], description } = written.$defs?.[name] ?? written;
  const members = Object.entries(properties as Record<string, Property>).map(([key, property]) => {
    const type = typeOf(name, key, property);
    const member = required.includes(key) ? `${key}: ${type}` : `${key}?: ${type} | undefined`;
    return `${comment("    ", property)}    ${member};\n`;
  });
  return `${comment("", { description })}export interface ${name} {\n${members.join("")}}`;
}

function comment(indent: string, { description, default: fallback }: Property): string {
  if (description === undefined) return "";
  const ending = fallback === undefined ? "" : ` Default: \`${String(fallback)}\`.`;
  return `${indent}/** ${description}${ending} */\n`;
}

function typeOf(name: string, key: string, property: Property): string {
  if (property.enum) return property.enum.map((value) => JSON.stringify(value)).join(" | ");
  const plain = PLAIN[property.type ?? ""];
  if (plain === undefined) throw new Error(`${name}.${key} has no plain type.`);
  return plain;
}
