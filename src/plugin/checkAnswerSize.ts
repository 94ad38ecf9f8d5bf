import { AnswerSizeError } from "../errors/answerSizeError.js";

/** The engine and the languages' SDKs refuse a longer message. */
const MOST_BYTES = 400 * 1024 * 1024;

/** Refuses an answer that Pulumi would refuse, with an error that says so. */
export function checkAnswerSize(functionName: string, answer: readonly Buffer[]): void {
  const bytes = answer.reduce((sum, piece) => sum + piece.length, 0);
  if (bytes <= MOST_BYTES) return;
  throw new AnswerSizeError(
    `The answer of ${functionName} has ${inMb(bytes)}, but Pulumi takes at most ${inMb(MOST_BYTES)}.`,
    "Narrow the filters, or read the list page by page with the client.",
  );
}

function inMb(bytes: number): string {
  return `${Math.ceil(bytes / 1e6)} MB`;
}
