import { HssError } from "./hssError.js";
import { printable } from "./printable.js";

const REPOSITORY = "https://github.com/pulumi-huaweicloud-hss/pulumi-huaweicloud-hss";
const ERRORS_PAGE = `${REPOSITORY}/blob/main/docs/errors.md`;
const ISSUES = `${REPOSITORY}/issues`;

/** The text that the user sees: the message, and a link to the section of docs/errors.md about it. */
export function describeError(error: unknown): string {
  if (error instanceof HssError) return `${error.message}\nSee ${ERRORS_PAGE}#${error.anchor}`;
  const message = error instanceof Error ? error.message : String(error);
  return `The provider failed because of a bug: ${printable(message)}\nOpen an issue with this message: ${ISSUES}`;
}
