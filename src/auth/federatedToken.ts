import type { Clock } from "../async/clock.js";
import type { HttpClient } from "../http/httpClient.js";
import type { Redactor } from "../http/redactor.js";
import { anonymous } from "./anonymous.js";
import type { IamAddress } from "./iamAddress.js";
import type { IdentityProvider } from "./identityProvider.js";
import { readIdToken } from "./readIdToken.js";
import { Renewable } from "./renewable.js";
import { subjectToken } from "./subjectToken.js";

export interface FederatedTokenOptions {
  http: HttpClient;
  iam: IamAddress;
  clock: Clock;
  redactor: Redactor;
}

/** IAM tokens in exchange for those of an identity provider (`POST /v3.0/OS-AUTH/id-token/tokens`), without a scope. */
export function federatedToken({ id, idToken }: IdentityProvider, options: FederatedTokenOptions): Renewable<string> {
  const { http, iam, clock, redactor } = options;
  const fetch = async (signal: AbortSignal) => {
    const token = await readIdToken(idToken, redactor);
    return http.send(
      {
        method: "POST",
        origin: iam.origin,
        path: `${iam.basePath}/v3.0/OS-AUTH/id-token/tokens`,
        query: [],
        headers: { "content-type": "application/json;charset=utf8", "x-idp-id": id },
        body: JSON.stringify({ auth: { id_token: { id: token } } }),
        purpose: `to log in with a token of the identity provider ${JSON.stringify(id)}`,
        confidential: true,
        refusal: {
          summary: "IAM did not accept the token of the identity provider.",
          advice:
            "Check idpId, that the token has not expired, and that its issuer and audience are those that the identity provider has in IAM.",
        },
      },
      anonymous,
      subjectToken(options),
      signal,
    );
  };
  return new Renewable(fetch, clock);
}
