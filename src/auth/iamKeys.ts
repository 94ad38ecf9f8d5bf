import type { Clock } from "../async/clock.js";
import type { Authorizer, HttpClient } from "../http/httpClient.js";
import type { HttpRequest } from "../http/httpRequest.js";
import type { Redactor } from "../http/redactor.js";
import type { IamAddress } from "./iamAddress.js";
import { Renewable } from "./renewable.js";
import type { AccessKeys } from "./signRequest.js";
import { temporaryKeys } from "./temporaryKeys.js";

export interface IamKeysOptions {
  http: HttpClient;
  iam: IamAddress;
  authorizer: Authorizer;
  clock: Clock;
  redactor: Redactor;
}

/**
 * Temporary keys of IAM (`POST /v3.0/OS-CREDENTIAL/securitytokens`).
 * @param identity what the keys are given for, as the API writes it
 */
export function iamKeys(
  identity: object,
  about: Pick<HttpRequest, "purpose" | "step">,
  options: IamKeysOptions,
): Renewable<AccessKeys> {
  const { http, iam, authorizer, clock } = options;
  const fetch = (signal: AbortSignal) =>
    http.send(
      {
        method: "POST",
        origin: iam.origin,
        path: `${iam.basePath}/v3.0/OS-CREDENTIAL/securitytokens`,
        query: [],
        headers: { "content-type": "application/json;charset=utf8" },
        body: JSON.stringify({ auth: { identity } }),
        confidential: true,
        ...about,
      },
      authorizer,
      (body, where, headers) => temporaryKeys(body, where, headers, options),
      signal,
    );
  return new Renewable(fetch, clock);
}
