import { AuthError } from "../errors/authError.js";
import type { Clock } from "../async/clock.js";
import type { Authorizer, HttpClient } from "../http/httpClient.js";
import type { Redactor } from "../http/redactor.js";
import { domainRef, type DomainRef } from "./credential.js";
import type { IamAddress } from "./iamAddress.js";
import { Renewable } from "./renewable.js";
import type { AccessKeys } from "./signRequest.js";
import { temporaryKeys } from "./temporaryKeys.js";

/** An agency: another account delegates its permissions to this one. */
export interface Agency {
  name: string;
  /** The account that created it. */
  domain: DomainRef;
}

export interface AgencyValues {
  agencyName?: string | undefined;
  agencyDomainName?: string | undefined;
  agencyDomainId?: string | undefined;
}

const LIFETIME_SECONDS = 3600;

/** @param place what holds the values, for messages, e.g. `The configuration` */
export function agencyFrom(place: string, values: AgencyValues): Agency | undefined {
  const { agencyName: name, agencyDomainName, agencyDomainId } = values;
  const domain = domainRef(agencyDomainName, agencyDomainId);
  if (name === undefined && !domain) return undefined;
  if (name !== undefined && domain) return { name, domain };
  if (name === undefined) {
    const given = agencyDomainId === undefined ? "agencyDomainName" : "agencyDomainId";
    throw new AuthError(`${place} sets ${given} but not agencyName.`, "Set both, or neither.");
  }
  throw new AuthError(
    `${place} sets agencyName but neither agencyDomainName nor agencyDomainId.`,
    "Set one of them to the account that the agency belongs to.",
  );
}

export interface AgencyKeysOptions {
  http: HttpClient;
  iam: IamAddress;
  /** Authorizes the request to assume the agency. */
  authorizer: Authorizer;
  clock: Clock;
  redactor: Redactor;
}

/** Keys to act through an agency (`POST /v3.0/OS-CREDENTIAL/securitytokens`), for an hour at a time. */
export function agencyKeys({ name, domain }: Agency, options: AgencyKeysOptions): Renewable<AccessKeys> {
  const { http, iam, authorizer, clock } = options;
  const account = "id" in domain ? { domain_id: domain.id } : { domain_name: domain.name };
  const role = { agency_name: name, ...account, duration_seconds: LIFETIME_SECONDS };
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
      },
      authorizer,
      (body, where, headers) => temporaryKeys(body, where, headers, options),
      signal,
    );
  return new Renewable(fetch, clock);
}
