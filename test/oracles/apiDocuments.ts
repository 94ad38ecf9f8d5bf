import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import type { Exchange } from "../../src/emulator/server/exchange.js";
import { crateSource } from "../support/crateSource.js";

const CRATES = {
  "huawei-cloud-api-definitions-HSS": "0.1.20261009",
  "huawei-cloud-api-definitions-IAM": "0.1.20261016",
  "huawei-cloud-api-definitions-STS": "0.1.20261016",
};

type Schema = Record<string, unknown>;

interface Parameter extends Schema {
  name: string;
  in: "path" | "query" | "header" | "body";
  required: boolean;
  schema?: Schema;
}

interface Operation {
  parameters: Parameter[];
  responses: Record<string, { schema?: Schema }>;
}

/** OpenAPI 2, as for HSS and IAM. */
interface Document {
  name: string;
  definitions: Record<string, Schema>;
  paths: Record<string, Record<string, Operation>>;
}

interface Content {
  content?: Record<string, { schema: Schema }>;
}

/** OpenAPI 3, as for STS. */
interface NewDocument {
  name: string;
  components: { parameters?: Record<string, Parameter>; schemas: Record<string, Schema> };
  paths: Record<
    string,
    Record<
      string,
      {
        parameters?: { $ref: string }[];
        requestBody?: Content & { required: boolean };
        responses: Record<string, Content>;
      }
    >
  >;
}

/** One operation as the vendor documents it. */
export interface DocumentedOperation {
  name: string;
  /** Method and path, for example `GET /v5/{project_id}/image/local-repositories`. */
  route: string;
  /** What a request does against the document, in words. */
  requestProblems(exchange: Exchange): string[];
  /** The same for an answer. */
  answerProblems(status: number, answer: string): string[];
}

/** What any request may carry, beside the headers that an operation documents. */
const GENERAL_HEADERS = [
  ...["accept", "accept-encoding", "connection", "content-length", "content-type", "host", "user-agent"],
  // The signature's own, and the project it is for.
  ...["authorization", "x-sdk-date", "x-security-token", "x-project-id"],
];

/** The vendor's OpenAPI documents of HSS, IAM and STS, one an operation. */
export async function apiDocuments(): Promise<DocumentedOperation[]> {
  const operations: DocumentedOperation[] = [];
  for (const [crate, version] of Object.entries(CRATES)) {
    const folder = join(await crateSource(crate, version), "src");
    for (const file of await readdir(folder)) {
      if (!file.endsWith(".json")) continue;
      const document = JSON.parse(await readFile(join(folder, file), "utf8")) as Document | NewDocument;
      operations.push(...operationsOf(isNew(document) ? older(document) : document));
    }
  }
  return operations;
}

/** Those in OpenAPI 2 have the part, too, and it is null. */
function isNew(document: Document | NewDocument): document is NewDocument {
  return "components" in document && (document.components as unknown) !== null;
}

/** The same document in OpenAPI 2. Its references are those of its schemas. */
function older({ name, components, paths }: NewDocument): Document {
  const schemaOf = ({ content }: Content) => {
    const schema = content?.["application/json"]?.schema;
    return schema === undefined ? {} : { schema };
  };
  const converted = Object.entries(paths).map(([path, methods]) => {
    const operations = Object.entries(methods).map(([method, { parameters = [], requestBody, responses }]) => {
      const named = parameters.map(({ $ref }) => components.parameters?.[$ref.split("/").at(-1) ?? ""] as Parameter);
      const body: Parameter[] = requestBody
        ? [{ name: "body", in: "body", required: requestBody.required, ...schemaOf(requestBody) }]
        : [];
      const answers = Object.entries(responses).map(([status, response]) => [status, schemaOf(response)] as const);
      return [method, { parameters: [...named, ...body], responses: Object.fromEntries(answers) }] as const;
    });
    return [path, Object.fromEntries(operations)] as const;
  });
  const text = JSON.stringify({ name, definitions: components.schemas, paths: Object.fromEntries(converted) });
  return JSON.parse(text.replaceAll("#/components/schemas/", "#/definitions/")) as Document;
}

function operationsOf({ name, definitions, paths }: Document): DocumentedOperation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters, responses }]) => {
      const compile = (schema: Schema, coerceTypes = false) => {
        const ajv = new Ajv({ strict: false, allErrors: true, coerceTypes });
        addFormats.default(ajv);
        return ajv.compile({ ...exact(schema), definitions: exact(definitions) });
      };
      return {
        name,
        route: `${method.toUpperCase()} ${path}`,
        requestProblems: (exchange) => requestProblems(path, parameters, exchange, compile),
        answerProblems: (status, answer) => answerProblems(responses, status, answer, compile),
      };
    }),
  );
}

type Compile = (schema: Schema, coerceTypes?: boolean) => ValidateFunction;

function requestProblems(path: string, parameters: readonly Parameter[], exchange: Exchange, compile: Compile) {
  const schemaOf = (place: Parameter["in"]): Schema => {
    const here = parameters.filter((parameter) => parameter.in === place);
    return {
      type: "object",
      // In a schema, "required" means something else.
      properties: Object.fromEntries(here.map((each) => [spelt(place, each.name), { ...each, required: undefined }])),
      required: here.filter(({ required }) => required).map(({ name }) => spelt(place, name)),
      additionalProperties: false,
    };
  };
  // A header's name has no case.
  const spelt = (place: Parameter["in"], name: string) => (place === "header" ? name.toLowerCase() : name);
  const signed = exchange.headers.authorization !== undefined;
  const headers = Object.entries(exchange.headers).filter(([name]) => !GENERAL_HEADERS.includes(name));
  // A signature stands for the token, where one is taken.
  const takesToken = parameters.some(({ name }) => name.toLowerCase() === "x-auth-token");
  if (signed && takesToken) headers.push(["x-auth-token", "signed instead"]);

  const segments = exchange.path.split("/");
  const inPath = path.split("/").flatMap((segment, at) => {
    const name = /^\{(.*)\}$/.exec(segment)?.[1];
    return name === undefined ? [] : [[name, decodeURIComponent(segments[at] ?? "")]];
  });
  const body = parameters.find((parameter) => parameter.in === "body");
  return [
    ...problems("path", compile(schemaOf("path"), true), Object.fromEntries(inPath)),
    ...problems("query", compile(schemaOf("query"), true), Object.fromEntries(exchange.params)),
    ...problems("header", compile(schemaOf("header"), true), Object.fromEntries(headers)),
    ...(body ? problems("body", compile(body.schema ?? {}), JSON.parse(exchange.body)) : []),
    ...(!body && exchange.body !== "" ? ["body: none is documented"] : []),
  ];
}

function answerProblems(
  responses: Readonly<Record<string, { schema?: Schema }>>,
  status: number,
  answer: string,
  compile: Compile,
): string[] {
  const documented = responses[status];
  if (documented === undefined) return [`answer: status ${status} is not documented`];
  return problems("answer", compile(documented.schema ?? {}), JSON.parse(answer));
}

function problems(place: string, validate: ValidateFunction, data: unknown): string[] {
  validate(data);
  return [...new Set((validate.errors ?? []).map((error) => `${place}${inWords(error)}`))];
}

/** Every row of a list is named alike, so that a problem shows once. */
function inWords({ instancePath, message = "", params }: ErrorObject): string {
  const { additionalProperty } = params as { additionalProperty?: string };
  const extra = additionalProperty === undefined ? "" : `: ${additionalProperty}`;
  return `${instancePath.replace(/\/\d+(?=\/|$)/g, "/*")} ${message}${extra}`;
}

/** The documents leave out that what has properties is an object, and has no others. */
function exact<Part>(part: Part): Part {
  if (Array.isArray(part)) return part.map((each: unknown) => exact(each)) as Part;
  if (typeof part !== "object" || part === null) return part;
  const copy = Object.fromEntries(Object.entries(part).map(([key, value]) => [key, exact(value as unknown)]));
  return (
    typeof copy.properties === "object" ? { type: "object", additionalProperties: false, ...copy } : copy
  ) as Part;
}
