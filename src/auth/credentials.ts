import { AuthError, type TriedSource } from "../errors/authError.js";
import type { Authorizer } from "../http/httpClient.js";
import type { Clock } from "../http/clock.js";
import { signRequest } from "./signRequest.js";

/** What one source may hold. Names are those of the provider's configuration. */
export interface CredentialValues {
  token?: string | undefined;
  accessKey?: string | undefined;
  secretKey?: string | undefined;
  securityToken?: string | undefined;
}

export interface CredentialSource {
  /** In words, e.g. `provider configuration`. */
  name: string;
  /** How each value is called there, e.g. `HW_ACCESS_KEY`. */
  label: (value: keyof CredentialValues) => string;
  values: CredentialValues;
}

/**
 * Takes the first source that holds credentials: a token, or an access key with its secret key.
 * Half a pair is an error: falling through to the next source would sign as somebody else.
 */
export function chooseCredentials(sources: readonly CredentialSource[], clock: Clock): Authorizer {
  const tried: TriedSource[] = [];
  for (const { name, label, values } of sources) {
    const { token, accessKey, secretKey, securityToken } = values;
    if (token !== undefined) {
      return {
        authorize: (request) => Promise.resolve({ ...request, headers: { ...request.headers, "x-auth-token": token } }),
      };
    }
    if (accessKey !== undefined && secretKey !== undefined) {
      const keys = { accessKey, secretKey, securityToken };
      return { authorize: (request) => Promise.resolve(signRequest(request, keys, new Date(clock.now()))) };
    }
    if (accessKey !== undefined || secretKey !== undefined) {
      const [given, missing] =
        accessKey === undefined ? (["secretKey", "accessKey"] as const) : (["accessKey", "secretKey"] as const);
      throw new AuthError(`The ${name} sets ${label(given)} but not ${label(missing)}: set both, or neither.`, tried);
    }
    tried.push({
      source: name,
      lacked: `neither ${label("token")}, nor ${label("accessKey")} with ${label("secretKey")}`,
    });
  }
  throw new AuthError(
    "No credentials for Huawei Cloud were found: set a token, or an access key with its secret key.",
    tried,
  );
}
