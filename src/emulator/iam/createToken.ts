import { randomBytes } from "node:crypto";
import { bodyField } from "./bodyField.js";
import { iamTime } from "./iamTime.js";
import type { Operation } from "../server/operation.js";
import { iamError } from "../server/errorReplies.js";

const LIFETIME_MS = 24 * 60 * 60 * 1000;

/** `POST /v3/auth/tokens` with the password method. The token is in the header X-Subject-Token. */
export const createToken: Operation = ({ exchange: { body }, settings: { accounts, projects }, nowMs }) => {
  const methods = bodyField(body, "auth", "identity", "methods");
  if (!Array.isArray(methods) || methods.length !== 1 || methods[0] !== "password")
    return iamError(400, "Bad Request", "Expecting to find auth.identity.methods with password in request body.");

  const user = (...keys: string[]) => bodyField(body, "auth", "identity", "password", "user", ...keys);
  const account = accounts.find(
    ({ userId, userName, password, domainName, domainId }) =>
      password === user("password") &&
      (userId === user("id") ||
        (userName === user("name") && (domainName === user("domain", "name") || domainId === user("domain", "id")))),
  );
  if (!account) return iamError(401, "Unauthorized", "The username or password is wrong.");

  const domain = { id: account.domainId, name: account.domainName };
  const scope = (key: string) => bodyField(body, "auth", "scope", "project", key);
  const project = projects.find(({ id, name }) => id === scope("id") || name === scope("name"));
  if (!project && bodyField(body, "auth", "scope", "project") !== undefined)
    return iamError(401, "Unauthorized", "Could not find project.");

  const token = `emulated-token-${account.userName}-${randomBytes(100).toString("hex")}`;
  account.tokens.set(token, nowMs + LIFETIME_MS);
  return {
    status: 201,
    headers: { "x-subject-token": token },
    body: {
      token: {
        methods: ["password"],
        issued_at: iamTime(nowMs),
        expires_at: iamTime(nowMs + LIFETIME_MS),
        user: { id: account.userId, name: account.userName, domain, password_expires_at: "" },
        catalog: [],
        roles: [],
        ...(project ? { project: { id: project.id, name: project.name, domain } } : { domain }),
      },
    },
  };
};
