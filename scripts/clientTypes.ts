// Writes the declarations of the client and of the testing helpers to the folder given as the argument, where the SDK's own
// declarations are. The types that zod derives are written out.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import ts from "typescript";
import { z } from "zod";
import { fleet } from "../src/fleet/fleet.js";
import { getLocalImageCompliance } from "../src/functions/getLocalImageCompliance.js";
import { listFunctions } from "../src/functions/listFunctions.js";
import { recordFleetArguments } from "../src/functions/recordFleet.js";
import { configuration } from "../src/provider/configuration.js";

const ZOD_TYPES: Record<string, z.ZodObject> = {
  ClientConfiguration: configuration,
  Fleet: fleet,
  RecordFleetArgs: recordFleetArguments,
  LocalImageComplianceArgs: getLocalImageCompliance.input,
  LocalImageCompliance: getLocalImageCompliance.output,
};
/** For the type `Client` alone, which is written out. */
const HELPERS = ["Lists", "RowOf"];

interface Property {
  type?: string;
  anyOf?: Property[];
  additionalProperties?: Property | false;
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

/** The types of JSON Schema in TypeScript. */
const PLAIN: Record<string, string> = { string: "string", integer: "number", number: "number", boolean: "boolean" };

/** Modules whose declarations are beside the written ones, by the names that the source has for them. */
const BESIDE: Record<string, string> = { "./client.js": "./client", "pulumi-huaweicloud-hss": "./index" };

const [, , folder] = process.argv;
if (folder === undefined) throw new Error("usage: clientTypes.ts <output folder>");
for (const name of ["client", "testing"]) {
  await writeFile(join(folder, `${name}.d.ts`), declarations(await readFile(`src/${name}.ts`, "utf8")));
}

function declarations(source: string): string {
  const { outputText } = ts.transpileDeclaration(source, { compilerOptions: { target: ts.ScriptTarget.ES2022 } });
  const file = ts.createSourceFile("client.d.ts", outputText, ts.ScriptTarget.ES2022);
  const written = file.statements.flatMap((statement) => {
    if (ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)) {
      const [, module = ""] = /from "(.*)"/.exec(statement.getText(file)) ?? [];
      const beside = BESIDE[module];
      return beside === undefined ? [] : [statement.getText(file).replace(module, beside)];
    }
    const name = ts.isTypeAliasDeclaration(statement) ? statement.name.text : "";
    if (HELPERS.includes(name)) return [];
    if (name in ZOD_TYPES) return [interfaceOf(name, ZOD_TYPES[name] as z.ZodObject)];
    return [name === "Client" ? clientInterface(statement.getFullText(file)) : statement.getFullText(file).trim()];
  });
  const text = `${[...written, "export {};"].join("\n\n")}\n`;
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
  const [, others = ""] = alias.split("} & {\n");
  const members = [...methods.map(({ member }) => member), others.replace(/\};\s*$/, "")].join("");
  return [...methods.flatMap(({ types }) => types), `${documentation}export interface Client {\n${members}}`].join(
    "\n\n",
  );
}

function interfaceOf(name: string, schema: z.ZodObject): string {
  const written = z.toJSONSchema(schema, { io: "input" });
  const named = (written.$defs ?? {}) as Record<string, ObjectType>;
  // A named type is written by its name.
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
  // A pattern in a description may look like the end of the comment.
  return `${indent}/** ${description.replaceAll("*/", "*\\/")}${ending} */\n`;
}

function typeOf(
  name: string,
  { type = "", enum: values, anyOf, items, $ref, ...more }: Property & ObjectType,
  named: Named,
  indent: string,
): string {
  if (values) return values.map((value) => JSON.stringify(value)).join(" | ");
  if (anyOf) return anyOf.map((each) => typeOf(name, each, named, indent)).join(" | ");
  if (items) {
    const item = typeOf(name, items, named, indent);
    return item.includes(" | ") ? `(${item})[]` : `${item}[]`;
  }
  if (more.additionalProperties) return `Record<string, ${typeOf(name, more.additionalProperties, named, indent)}>`;
  if (type === "object") return membersOf(name, more, named, `${indent}    `);
  const object = named[$ref?.split("/").at(-1) ?? ""];
  if (object) return membersOf(name, object, named, `${indent}    `);
  const plain = PLAIN[type];
  if (plain === undefined) throw new Error(`${name} has no plain type.`);
  return plain;
}
