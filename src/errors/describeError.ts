import { HssError } from "./hssError.js";
import { fitToShow } from "./fitToShow.js";

const ERRORS_PAGE = "https://github.com/pulumi-huaweicloud-hss/pulumi-huaweicloud-hss/blob/main/docs/errors.md";

/** What the user is shown: the message, and where to read more about errors of its kind. */
export function describeError(error: unknown): string {
  if (error instanceof HssError) return `${error.message}\nSee ${ERRORS_PAGE}#${error.anchor}`;
  return fitToShow(error instanceof Error ? error.message : String(error));
}
