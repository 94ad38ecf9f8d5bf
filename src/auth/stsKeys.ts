import { z } from "zod";
import { ResponseShapeError } from "../errors/responseShapeError.js";
import type { Clock } from "../async/clock.js";
import type { Authorizer, HttpClient, Parse } from "../http/httpClient.js";
import type { Redactor } from "../http/redactor.js";
import { anonymous } from "./anonymous.js";
import { expiry } from "./expiry.js";
import type { IdentityProvider } from "./identityProvider.js";
import { readIdToken } from "./readIdToken.js";
import { Renewable, type Expiring } from "./renewable.js";
import type { AccessKeys } from "./signRequest.js";
import type { ServiceAddress } from "../http/serviceOrigin.js";
import type { StsAgency } from "./stsAgency.js";

/** Shows in the audit log of the account (CTS) who took on the agency. */
const SESSION_NAME = "pulumi-huaweicloud-hss";

const text = z.string().min(1);
const wire = z.object({
  credentials: z.object({ access_key_id: text, secret_access_key: text, security_token: text, expiration: text }),
});

/** Who assumes the agency: access keys, which sign the request, or a token of an identity provider. */
export type StsCaller = { authorizer: Authorizer } | { provider: IdentityProvider };

export interface StsKeysOptions {
  http: HttpClient;
  /** The place of the agency among several, from 1 on. */
  step: number;
  sts: ServiceAddress;
  clock: Clock;
  redactor: Redactor;
}

/** Keys of STS to act through an agency or a trust agency (`POST /v5/agencies/assume`, or `assume-with-oidc`). */
export function stsKeys(agency: StsAgency, caller: StsCaller, options: StsKeysOptions): Renewable<AccessKeys> {
  const { http, step, sts, clock, redactor } = options;
  const { name, domain, durationSeconds, externalId } = agency;
  const withOidc = "provider" in caller;
  const fetch = async (signal: AbortSignal) => {
    const body = {
      agency_urn: `iam::${domain.id}:agency:${name}`,
      agency_session_name: SESSION_NAME,
      duration_seconds: durationSeconds,
      external_id: externalId,
      provider_urn: withOidc ? caller.provider.id : undefined,
      id_token: withOidc ? await readIdToken(caller.provider.idToken, redactor) : undefined,
    };
    return http.send(
      {
        method: "POST",
        origin: sts.origin,
        path: `${sts.basePath}/v5/agencies/${withOidc ? "assume-with-oidc" : "assume"}`,
        query: [],
        headers: { "content-type": "application/json;charset=utf8" },
        body: JSON.stringify(body),
        purpose: `to assume the agency "${name}"`,
        confidential: true,
        step,
        refusal: withOidc ? OIDC_REFUSAL : REFUSAL,
      },
      withOidc ? anonymous : caller.authorizer,
      keysIn(options),
      signal,
    );
  };
  return new Renewable(fetch, clock);
}

const AGENCY_ADVICE =
  "the name of the agency and the ID of its account. The duration must not be longer than the agency allows, and not longer than " +
  "3600 seconds if the agency is assumed with temporary keys.";
const REFUSAL = {
  summary: "STS gave no keys for the agency.",
  advice: `Check that the trust policy of the agency allows this caller and its external ID, and check ${AGENCY_ADVICE}`,
};
const OIDC_REFUSAL = {
  summary: "STS gave no keys for the agency.",
  advice: `Check that the token has not expired, and that its issuer, audience and subject are those that the trust policy allows. Check idpId, ${AGENCY_ADVICE}`,
};

function keysIn({ clock, redactor }: StsKeysOptions): Parse<Expiring<AccessKeys>> {
  return (body, where, headers) => {
    const parsed = wire.safeParse(body);
    if (!parsed.success) {
      const path = parsed.error.issues[0]?.path.join(".") ?? "";
      throw new ResponseShapeError(where, path, "it does not contain temporary keys");
    }
    const { access_key_id, secret_access_key, security_token, expiration } = parsed.data.credentials;
    for (const each of [access_key_id, secret_access_key, security_token]) redactor.add(each);
    return {
      value: { accessKey: access_key_id, secretKey: secret_access_key, securityToken: security_token },
      expiresAt: expiry(expiration, headers, clock, where),
    };
  };
}
