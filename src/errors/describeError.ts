import { HssError } from "./hssError.js";
import { printable } from "./printable.js";

const ERRORS_PAGE = "https://github.com/pulumi-huaweicloud-hss/pulumi-huaweicloud-hss/blob/main/docs/errors.md";

/** The text that the user sees: the message, and a link to the section of docs/errors.md about it. */
export function describeError(error: unknown): string {
  if (error instanceof HssError) return `${error.message}\nSee ${ERRORS_PAGE}#${error.anchor}`;
  return printable(error instanceof Error ? error.message : String(error));
}
