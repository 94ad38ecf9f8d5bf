import type { Authorizer } from "../http/httpClient.js";

/** For requests that carry their proof in the body. */
export const anonymous: Authorizer = { authorize: (request) => Promise.resolve(request) };
