import { bodyField } from "../iam/bodyField.js";
import { gatewayError } from "../server/errorReplies.js";
import type { Call } from "../server/operation.js";
import type { Reply } from "../server/reply.js";
import { agencySession, forbidden } from "./agencySession.js";

/** The longest time in seconds for callers who have temporary keys themselves. */
const LONGEST_IN_CHAIN = 3600;

/** `POST /v5/agencies/assume`: keys to act through an agency or a trust agency, for a caller with access keys. */
export function assumeAgency(call: Call): Reply {
  const { body, headers, requestId } = call.exchange;
  if (headers["x-auth-token"] !== undefined)
    return gatewayError(
      401,
      "APIGW.0301",
      "Incorrect IAM authentication information: x-auth-token is not taken",
      requestId,
    );
  const session = agencySession(call, headers["x-security-token"] === undefined ? Infinity : LONGEST_IN_CHAIN);
  if ("refusal" in session) return session.refusal;
  const { provider, externalId } = session.agency;
  if (provider !== undefined) return forbidden("the trust policy admits users of an identity provider only");
  if (externalId !== undefined && externalId !== bodyField(body, "external_id"))
    return forbidden("the trust policy asks for another external ID");
  return { status: 200, body: session.issue() };
}
