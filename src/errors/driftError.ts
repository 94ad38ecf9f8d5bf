import { HssError } from "./hssError.js";

/** The list changed while it was being read, so no complete result is certain. */
export class DriftError extends HssError {
  override readonly name = "DriftError";

  /** @param change the sign of the change, for example `total_num changed from 450 to 449` */
  constructor(list: string, change: string, advice = "Run again when fewer servers change, or narrow the filters.") {
    super({
      summary: "The list changed while it was being read.",
      advice,
      details: [
        ["list", list],
        ["change", change],
      ],
    });
  }
}
