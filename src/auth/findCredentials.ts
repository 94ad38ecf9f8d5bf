import { AuthError, type TriedSource } from "../errors/authError.js";
import type { CredentialSource, Found } from "./credentialSource.js";

/** Takes the first source that holds a complete credential. One that is half set is an error, never passed over. */
export async function findCredentials(sources: readonly CredentialSource[], signal: AbortSignal): Promise<Found> {
  const tried: TriedSource[] = [];
  for (const source of sources) {
    const loaded = await source.load(signal);
    if ("found" in loaded) return loaded.found;
    if ("broken" in loaded) throw new AuthError(loaded.broken, tried);
    tried.push({ source: source.name, lacked: loaded.lacked });
  }
  throw new AuthError(
    "No credentials for Huawei Cloud were found: set an access key with its secret key, or any other of these.",
    tried,
  );
}
