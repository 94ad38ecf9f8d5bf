import type { Account } from "./account.js";
import { canonicalRequest } from "./canonicalRequest.js";
import type { ReceivedRequest } from "../server/exchange.js";
import type { Call, Operation } from "../server/operation.js";
import { gatewayError } from "../server/errorReplies.js";
import type { Reply } from "../server/reply.js";
import { verifySignature } from "./verifySignature.js";

/** Runs an operation only if the request has a valid token or signature. */
export function authenticated(operation: (call: Call, account: Account) => Reply): Operation {
  return (call) => {
    const who = authenticate(call);
    return typeof who === "string" ? refuse(call.exchange, who) : operation(call, who);
  };
}

/** The account of the caller, or what is wrong with the credentials, in the gateway's words where they are known. */
function authenticate({ exchange, settings: { accounts }, nowMs }: Call): Account | string {
  const { headers } = exchange;
  const token = headers["x-auth-token"];
  if (token !== undefined) {
    const valid = accounts.find(({ tokens }) => (tokens.get(token) ?? 0) > nowMs);
    return valid ?? `decrypt token fail, canonicalRequest:${echo(exchange, Object.keys(headers).sort())}`;
  }
  if (headers.authorization === undefined) return "x-auth-token not found";
  const ownerOf = (accessKey: string) => accounts.find((account) => account.accessKey === accessKey);
  const verdict = verifySignature(exchange, (accessKey) => ownerOf(accessKey)?.secretKey, nowMs);
  if ("problem" in verdict) {
    const { problem, signedNames } = verdict;
    return signedNames ? `${problem}, canonicalRequest:${echo(exchange, signedNames)}` : problem;
  }
  const account = ownerOf(verdict.accessKey);
  if (account === undefined || account.securityToken !== headers["x-security-token"]) return "security token is wrong";
  return (account.keysExpireAt ?? Infinity) > nowMs ? account : "security token has expired";
}

function refuse({ requestId }: ReceivedRequest, problem: string): Reply {
  return gatewayError(401, "APIGW.0301", `Incorrect IAM authentication information: ${problem}`, requestId);
}

/** Like the real gateway: the canonical request with its credentials, and "|" for each line feed. */
function echo(exchange: ReceivedRequest, names: readonly string[]): string {
  return canonicalRequest(exchange, names).replaceAll("\n", "|");
}
