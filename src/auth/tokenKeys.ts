import type { Clock } from "../async/clock.js";
import type { Authorizer, HttpClient } from "../http/httpClient.js";
import type { Redactor } from "../http/redactor.js";
import type { IamAddress } from "./iamAddress.js";
import { Renewable } from "./renewable.js";
import type { AccessKeys } from "./signRequest.js";
import { temporaryKeys } from "./temporaryKeys.js";

const LIFETIME_SECONDS = 3600;

export interface TokenKeysOptions {
  http: HttpClient;
  iam: IamAddress;
  /** Adds the token. */
  authorizer: Authorizer;
  clock: Clock;
  redactor: Redactor;
}

/** Temporary keys in exchange for a token (`POST /v3.0/OS-CREDENTIAL/securitytokens`). Unlike the token, they have no scope. */
export function tokenKeys(options: TokenKeysOptions): Renewable<AccessKeys> {
  const { http, iam, authorizer, clock } = options;
  const token = { duration_seconds: LIFETIME_SECONDS };
  const fetch = (signal: AbortSignal) =>
    http.send(
      {
        method: "POST",
        origin: iam.origin,
        path: `${iam.basePath}/v3.0/OS-CREDENTIAL/securitytokens`,
        query: [],
        headers: { "content-type": "application/json;charset=utf8" },
        body: JSON.stringify({ auth: { identity: { methods: ["token"], token } } }),
        purpose: "to get temporary keys for the token",
        confidential: true,
      },
      authorizer,
      (body, where, headers) => temporaryKeys(body, where, headers, options),
      signal,
    );
  return new Renewable(fetch, clock);
}
