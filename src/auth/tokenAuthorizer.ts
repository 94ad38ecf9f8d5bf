import type { Authorizer } from "../http/httpClient.js";
import type { Proof } from "./credential.js";

const HEADER = "x-auth-token";

/** Sends a token. After a refusal it discards a token that can be fetched again. */
export function tokenAuthorizer(token: Proof<string>): Authorizer {
  return {
    authorize: async (request, signal) => ({
      ...request,
      headers: { ...request.headers, [HEADER]: await token.get(signal) },
    }),
    rejected: ({ headers }) => {
      token.discard?.((value) => value === headers[HEADER]);
      return token.discard !== undefined;
    },
  };
}
