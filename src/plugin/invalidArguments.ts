import { ArgumentError } from "../errors/argumentError.js";
import { invalidProperty } from "./invalidProperty.js";
import type { PropertyFailures } from "./validate.js";

/** One error for all arguments that are wrong. */
export function invalidArguments(failures: PropertyFailures): ArgumentError {
  const [first, ...others] = failures;
  const { property } = first;
  if (others.length === 0) return new ArgumentError(property, ...invalidProperty(`Argument ${property}`, first));
  return new ArgumentError(
    property,
    `${failures.length} arguments are invalid.`,
    "Correct their values, or leave them out to use the defaults.",
    failures.map((failure) => [failure.property, failure.reason]),
  );
}
