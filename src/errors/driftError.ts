import { HssError } from "./hssError.js";

/** The list changed while it was read, so that no complete result can be vouched for. */
export class DriftError extends HssError {
  override readonly name = "DriftError";

  constructor(where: string, problem: string, advice = "") {
    super(`${where}: the list changed while it was being read: ${problem}.${advice && ` ${advice}`}`);
  }
}
