import { ArgumentError } from "../errors/argumentError.js";

/** @param tokens of the functions that exist */
export function unknownFunction(token: string, tokens: Iterable<string>): ArgumentError {
  return new ArgumentError("tok", `The provider has no function "${token}".`, `Use one of: ${[...tokens].join(", ")}.`);
}
