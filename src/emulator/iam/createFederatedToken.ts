import { randomBytes } from "node:crypto";
import { errorWithCode } from "../server/errorReplies.js";
import type { Operation } from "../server/operation.js";
import { bodyField } from "./bodyField.js";
import { iamTime } from "./iamTime.js";
import { readIdToken } from "./readIdToken.js";

const LIFETIME_MS = 24 * 60 * 60 * 1000;

/** `POST /v3.0/OS-AUTH/id-token/tokens`: a token, valid for no project, for the token of an identity provider. */
export const createFederatedToken: Operation = ({ exchange: { headers, body }, settings, nowMs }) => {
  const { accounts, identityProviders } = settings;
  const idToken = bodyField(body, "auth", "id_token", "id");
  if (typeof idToken !== "string") return errorWithCode(400, "IAM.0011", "Request body is invalid.");
  const id = headers["x-idp-id"] ?? "";
  const provider = identityProviders.find((each) => each.id === id);
  const account = accounts.find(({ userId }) => userId === provider?.userId);
  if (!provider || !account) return errorWithCode(404, "IAM.0004", `Could not find idp: ${id}.`);
  const read = readIdToken(idToken, provider, nowMs);
  if ("problem" in read)
    return errorWithCode(401, "IAM.0001", `The request you have made requires authentication: ${read.problem}.`);

  const token = `emulated-token-federated-${randomBytes(100).toString("hex")}`;
  account.tokens.set(token, nowMs + LIFETIME_MS);
  return {
    status: 201,
    headers: { "x-subject-token": token },
    body: {
      token: {
        methods: ["mapped"],
        issued_at: iamTime(nowMs),
        expires_at: iamTime(nowMs + LIFETIME_MS),
        user: {
          id: account.userId,
          name: read.subject,
          domain: { id: account.domainId, name: account.domainName },
          "OS-FEDERATION": { identity_provider: { id }, protocol: { id: "oidc" }, groups: [] },
        },
        catalog: [],
        roles: [],
      },
    },
  };
};
