import type { Consistency } from "../hss/pageScan.js";
import { input } from "../schema/input.js";

/** The argument of all functions that read whole lists. */
export const consistencyArgument = {
  consistency: input
    .choice(
      {
        seams: "a row that moves while the list is read can be missing.",
        snapshot: "such rows are found, too, but the list takes at least twice the requests.",
        count: "rows can be missing.",
      } satisfies Record<Consistency, string>,
      "How to check that the list did not change while it was read. Default: the provider's `consistency`.",
    )
    .optional(),
};
