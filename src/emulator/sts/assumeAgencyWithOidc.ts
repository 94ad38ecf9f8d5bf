import { bodyField } from "../iam/bodyField.js";
import { readIdToken } from "../iam/readIdToken.js";
import type { Operation } from "../server/operation.js";
import { errorWithCode } from "../server/errorReplies.js";
import { agencySession, forbidden, STS_ERROR } from "./agencySession.js";

/** `POST /v5/agencies/assume-with-oidc`: keys to act through a trust agency, for a token of an identity provider. */
export const assumeAgencyWithOidc: Operation = (call) => {
  const { exchange, settings, nowMs } = call;
  const field = (key: string) => bodyField(exchange.body, key);
  const session = agencySession(call, Infinity);
  if ("refusal" in session) return session.refusal;
  const provider = settings.identityProviders.find(({ urn }) => urn === field("provider_urn"));
  if (!provider) return errorWithCode(404, STS_ERROR, `The provider ${String(field("provider_urn"))} does not exist.`);
  if (session.agency.provider !== provider.urn)
    return forbidden("the trust policy does not admit this identity provider");
  const read = readIdToken(field("id_token"), provider, nowMs);
  if ("problem" in read) return forbidden(read.problem);
  const { urn, audience } = provider;
  return {
    status: 200,
    body: { ...session.issue(), provider: urn, audience, subject_from_id_token: read.subject },
  };
};
