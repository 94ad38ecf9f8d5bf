import type { Authorizer } from "../http/httpClient.js";
import type { Proof } from "./credential.js";

const HEADER = "x-auth-token";

/** Sends a token along; one that is refused is given up for another, when there can be one. */
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
