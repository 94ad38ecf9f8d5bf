import { hssPackage } from "../../src/provider/hssPackage.js";
import { packageSchema } from "../../src/plugin/packageSchema.js";

export interface Property {
  type?: "string" | "integer" | "number" | "boolean" | "array" | "object";
  $ref?: string;
  items?: Property;
  additionalProperties?: Property;
  /** A text, or a value of an enum. */
  oneOf?: [Property, Property];
  description?: string;
  secret?: boolean;
}

export interface ObjectType {
  description?: string;
  properties: Record<string, Property>;
  required?: string[];
}

export interface EnumType {
  description: string;
  enum: { value: string; description?: string }[];
}

export interface PackageFunction {
  name: string;
  description: string;
  inputs: ObjectType;
  outputs: ObjectType;
}

/** The parts of the package schema that the pages describe. */
export interface PackageView {
  name: string;
  version: string;
  displayName: string;
  description: string;
  repository: string;
  pluginDownloadURL: string;
  configuration: Record<string, Property>;
  types: Record<string, ObjectType | EnumType>;
  functions: PackageFunction[];
}

interface Schema {
  name: string;
  version: string;
  displayName: string;
  description: string;
  repository: string;
  pluginDownloadURL: string;
  config: { variables: Record<string, Property> };
  types: Record<string, ObjectType | EnumType>;
  functions: Record<string, Omit<PackageFunction, "name">>;
}

/** The last part of a token or of a reference to one. */
export const lastPart = (token: string): string => token.split(":").at(-1) ?? token;

export function packageView(): PackageView {
  const { config, types, functions, ...rest } = packageSchema(hssPackage) as unknown as Schema;
  return {
    ...rest,
    configuration: config.variables,
    types: Object.fromEntries(Object.entries(types).map(([token, type]) => [lastPart(token), type])),
    functions: Object.entries(functions).map(([token, each]) => ({ name: lastPart(token), ...each })),
  };
}
