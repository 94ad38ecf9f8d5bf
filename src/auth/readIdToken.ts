import { AuthError } from "../errors/authError.js";
import type { Redactor } from "../http/redactor.js";
import type { IdTokenRef } from "./identityProvider.js";
import { readTextFile } from "./readTextFile.js";

const ADVICE =
  "It must be the token that the identity provider issues for the pipeline: three parts in base64url, joined by dots.";

/** The current token. A file is read each time, because a pipeline can replace the token before it expires. */
export async function readIdToken(ref: IdTokenRef, redactor: Redactor): Promise<string> {
  if ("value" in ref) return checked(ref.value, "The configuration key idToken", redactor);
  const name = `token file ${ref.file}`;
  const read = await readTextFile(ref.file, name);
  if ("broken" in read) throw new AuthError(read.broken.summary, read.broken.advice);
  if (read.content !== undefined) return checked(read.content, `The ${name}`, redactor);
  throw new AuthError(
    `The ${name} does not exist.`,
    "Set idTokenFile to the file into which the pipeline writes the token of the identity provider.",
  );
}

function checked(text: string, place: string, redactor: Redactor): string {
  const token = text.trim();
  redactor.add(token);
  if (/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)) return token;
  throw new AuthError(`${place} ${token === "" ? "is empty" : "does not hold an OIDC token"}.`, ADVICE);
}
