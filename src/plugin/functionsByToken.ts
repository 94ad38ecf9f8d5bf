import type { FunctionDefinition, PackageDefinition } from "./packageDefinition.js";

/** The functions of a package by the tokens that programs call them by. */
export function functionsByToken<Context>({
  name,
  functions,
}: Pick<PackageDefinition<Context>, "name" | "functions">): ReadonlyMap<string, FunctionDefinition<Context>> {
  return new Map(functions.map((each) => [`${name}:index:${each.name}`, each]));
}
