import { CONSISTENCIES } from "../hss/pageScan.js";
import { input } from "../schema/input.js";

/** The argument of all functions that read whole lists. */
export const consistencyArgument = {
  consistency: input
    .choice(
      CONSISTENCIES,
      "How to check that the list did not change while it was read. `seams`: a row that moves while the list is read can be missing. " +
        "`snapshot` also finds such rows, but needs at least twice the requests. `count`: rows can be missing. Default: the provider's `consistency`.",
    )
    .optional(),
};
