import { CONSISTENCIES } from "../hss/pageScan.js";
import { input } from "../schema/input.js";

/** The argument of every function that reads a list of several pages. */
export const consistencyArgument = {
  consistency: input
    .choice(
      CONSISTENCIES,
      "How the list is checked against changes while it is read, instead of the provider's `consistency`. With `seams`, a row that " +
        "changes its place among the others can be missed. `snapshot` also finds these, for twice the requests.",
    )
    .optional(),
};
