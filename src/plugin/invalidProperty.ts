import { ConfigError } from "../errors/configError.js";
import type { PropertyFailure } from "./validate.js";

/** @param subject what is wrong, for example `Argument limit` */
export function invalidProperty(subject: string, { property, reason, known }: PropertyFailure): ConfigError {
  return known
    ? new ConfigError(property, `${subject} does not exist.`, `Use one of: ${known.join(", ")}.`)
    : new ConfigError(property, `${subject} ${reason}.`, "Correct its value, or leave it out to use the default.");
}
