import { AnswerSizeError } from "../errors/answerSizeError.js";

/** The engine and the languages' SDKs refuse a longer message. */
const MOST_BYTES = 400 * 1024 * 1024;

/** Refuses an answer that Pulumi would refuse, with an error that says so. */
export function checkAnswerSize(functionName: string, answer: readonly Buffer[]): void {
  const bytes = answer.reduce((sum, piece) => sum + piece.length, 0);
  if (bytes <= MOST_BYTES) return;
  throw new AnswerSizeError(
    `The answer of ${functionName} has ${bytes.toLocaleString("en-US")} bytes, but Pulumi takes at most ${MOST_BYTES.toLocaleString("en-US")}.`,
    "Narrow the filters, or read the list page by page with the client.",
  );
}
