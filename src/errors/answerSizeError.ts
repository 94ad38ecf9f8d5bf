import type { Detail } from "./errorText.js";
import { HssError } from "./hssError.js";

/** The answer of a call, or a report in it, would be larger than what Pulumi takes. */
export class AnswerSizeError extends HssError {
  override readonly name = "AnswerSizeError";

  constructor(summary: string, advice: string, details: readonly Detail[] = []) {
    super({ summary, advice, details });
  }
}
