import type { Clock } from "../async/clock.js";
import type { Authorizer, HttpClient } from "../http/httpClient.js";
import type { Redactor } from "../http/redactor.js";
import type { Agency } from "./agency.js";
import type { IamAddress } from "./iamAddress.js";
import { Renewable } from "./renewable.js";
import type { AccessKeys } from "./signRequest.js";
import { temporaryKeys } from "./temporaryKeys.js";

const LIFETIME_SECONDS = 3600;

export interface AgencyKeysOptions {
  http: HttpClient;
  /** The place of the agency among several, from 1 on. */
  step: number;
  iam: IamAddress;
  /** Authorizes the request to assume the agency. */
  authorizer: Authorizer;
  clock: Clock;
  redactor: Redactor;
}

/** Keys of IAM to act through an agency (`POST /v3.0/OS-CREDENTIAL/securitytokens`), by default for an hour at a time. */
export function agencyKeys(
  { name, domain, durationSeconds }: Agency,
  options: AgencyKeysOptions,
): Renewable<AccessKeys> {
  const { http, step, iam, authorizer, clock } = options;
  const account = "id" in domain ? { domain_id: domain.id } : { domain_name: domain.name };
  const role = { agency_name: name, ...account, duration_seconds: durationSeconds ?? LIFETIME_SECONDS };
  const fetch = (signal: AbortSignal) =>
    http.send(
      {
        method: "POST",
        origin: iam.origin,
        path: `${iam.basePath}/v3.0/OS-CREDENTIAL/securitytokens`,
        query: [],
        headers: { "content-type": "application/json;charset=utf8" },
        body: JSON.stringify({ auth: { identity: { methods: ["assume_role"], assume_role: role } } }),
        purpose: `to assume the agency "${name}"`,
        confidential: true,
        step,
      },
      authorizer,
      (body, where, headers) => temporaryKeys(body, where, headers, options),
      signal,
    );
  return new Renewable(fetch, clock);
}
