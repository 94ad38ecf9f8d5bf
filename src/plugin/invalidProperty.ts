import type { PropertyFailure } from "./validate.js";

/** @param subject what is wrong, for example `Argument limit` */
export function invalidProperty(
  subject: string,
  { reason, known }: PropertyFailure,
): [summary: string, advice: string] {
  return known
    ? [`${subject} does not exist.`, `Use one of: ${known.join(", ")}.`]
    : [`${subject} ${reason}.`, "Correct its value, or leave it out to use the default."];
}
