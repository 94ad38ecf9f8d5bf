// Writes the declarations of the client to the path given as the argument. They refer to no other file: the types that zod derives
// in src/client.ts are written out.
import { readFile, writeFile } from "node:fs/promises";
import ts from "typescript";
import { z } from "zod";
import { configuration } from "../src/provider/configuration.js";
import { listFunctions } from "../src/functions/listFunctions.js";

const ZOD_TYPES: Record<string, z.ZodObject> = { ClientConfiguration: configuration };
/** For the type `Client` alone, which is written out. */
const HELPERS = ["Lists", "RowOf"];

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
await writeFile(output, declarations(await readFile("src/client.ts", "utf8")));

function declarations(source: string): string {
  const { outputText } = ts.transpileDeclaration(source, { compilerOptions: { target: ts.ScriptTarget.ES2022 } });
  const file = ts.createSourceFile("client.d.ts", outputText, ts.ScriptTarget.ES2022);
  const written = file.statements.flatMap((statement) => {
    if (ts.isImportDeclaration(statement)) return [];
    const name = ts.isTypeAliasDeclaration(statement) ? statement.name.text : "";
    if (HELPERS.includes(name)) return [];
    if (name in ZOD_TYPES) return [interfaceOf(name, ZOD_TYPES[name] as z.ZodObject)];
    return [name === "Client" ? clientInterface(statement.getFullText(file)) : statement.getFullText(file).trim()];
  });
  const text = `${written.join("\n\n")}\n`;
  const left = /\b(z\.\w+|typeof \w+|Row)\b/.exec(text);
  if (left) throw new Error(`src/client.ts declares a type by ${left[0]}, which has to be written out: see ZOD_TYPES.`);
  return text;
}

/** The client, with a method for each list, and the types of their arguments and rows. */
function clientInterface(alias: string): string {
  const methods = Object.values(listFunctions).map(({ name, description, input, operation }) => {
    const list = name.slice("get".length);
    const row = String(operation.row.meta()?.id);
    const method = list.replace(/^./, (initial) => initial.toLowerCase());
    return {
      types: [interfaceOf(`${list}Args`, input), interfaceOf(row, operation.row)],
      member:
        `${comment("    ", { description })}    ${method}(args?: ${list}Args, options?: ScanOptions): ` +
        `AsyncGenerator<readonly ${row}[]>;\n`,
    };
  });
  const documentation = /\/\*\*[^]*?\*\/\n/.exec(alias)?.[0] ?? "";
  const close = /^ *\/\*\*[^\n]*\*\/\n *close\(.*$/m.exec(alias)?.[0] ?? "";
  const members = [...methods.map(({ member }) => member), `${close}\n`].join("");
  return [...methods.flatMap(({ types }) => types), `${documentation}export interface Client {\n${members}}`].join(
    "\n\n",
  );
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
