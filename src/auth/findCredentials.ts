import type { Detail } from "../errors/errorText.js";
import { AuthError, type TriedSource } from "../errors/authError.js";
import type { CredentialSource, Found } from "./credentialSource.js";

/**
 * Takes the first source with a complete credential. An incomplete one is an error and never skipped.
 * @param hints further details for an error
 */
export async function findCredentials(
  sources: readonly CredentialSource[],
  hints: readonly Detail[],
  signal: AbortSignal,
): Promise<Found> {
  const tried: TriedSource[] = [];
  for (const source of sources) {
    const loaded = await source.load(signal);
    if ("found" in loaded) return loaded.found;
    if ("broken" in loaded) throw new AuthError(loaded.broken.summary, loaded.broken.advice, tried, { hints });
    tried.push({ source: source.name, lacked: loaded.lacked });
  }
  throw new AuthError(
    "No credentials for Huawei Cloud were found.",
    "Set accessKey and secretKey, or provide one of the other sources. These were searched, in this order:",
    tried,
    { hints },
  );
}
