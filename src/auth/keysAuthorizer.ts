import type { Authorizer } from "../http/httpClient.js";
import type { Proof } from "./credential.js";
import type { ServerClock } from "./serverClock.js";
import { signRequest, signingTime, type AccessKeys } from "./signRequest.js";

/** Signs with access keys. A refusal puts the clock right when that was wrong, else gives up keys that can be had anew. */
export function keysAuthorizer(keys: Proof<AccessKeys>, clock: ServerClock): Authorizer {
  return {
    authorize: async (request, signal) => signRequest(request, await keys.get(signal), new Date(clock.now())),
    rejected: (request, answer) => {
      if (clock.correct(signingTime(request), answer.headers.date)) return true;
      keys.discard?.(({ securityToken }) => securityToken === request.headers["x-security-token"]);
      return keys.discard !== undefined;
    },
  };
}
