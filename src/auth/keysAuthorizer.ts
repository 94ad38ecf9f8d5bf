import type { Authorizer } from "../http/httpClient.js";
import type { Proof } from "./credential.js";
import type { ServerClock } from "./serverClock.js";
import { signRequest, signingTime, type AccessKeys } from "./signRequest.js";

/** Signs with access keys. After a refusal it corrects the clock if that was wrong, and otherwise discards keys that can be fetched again. */
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
