import type { Account } from "./account.js";
import type { Exchange } from "./exchange.js";
import { gatewayError, type Reply } from "./reply.js";
import { verifySignature } from "./verifySignature.js";

/** Finds out who asks, by token or signature; else the gateway's refusal, which echoes the request as the real one does. */
export function authenticate(
  exchange: Exchange,
  accounts: readonly Account[],
  nowMs: number,
): { account: Account } | { refusal: Reply } {
  const { headers, requestId } = exchange;
  const token = headers["x-auth-token"];
  if (token !== undefined) {
    const account = accounts.find(({ tokens }) => tokens.has(token));
    return account ? { account } : { refusal: refuse(exchange, "decrypt token fail") };
  }
  if (headers.authorization === undefined) {
    const refusal = gatewayError(
      401,
      "APIGW.0301",
      "Incorrect IAM authentication information: x-auth-token not found",
      requestId,
    );
    return { refusal };
  }
  const keyOwner = (accessKey: string) => accounts.find((account) => account.accessKey === accessKey);
  const verdict = verifySignature(exchange, (accessKey) => keyOwner(accessKey)?.secretKey, nowMs);
  if (!verdict.ok) return { refusal: refuse(exchange, verdict.problem) };
  const account = keyOwner(verdict.accessKey);
  if (account?.securityToken !== headers["x-security-token"])
    return { refusal: refuse(exchange, "security token is wrong") };
  return account ? { account } : { refusal: refuse(exchange, "access key does not exist") };
}

function refuse({ method, target, headers, requestId }: Exchange, problem: string): Reply {
  const echoed = Object.entries(headers)
    .map(([name, value]) => `${name}:${value ?? ""}`)
    .join("\n");
  const message = `Incorrect IAM authentication information: ${problem}, canonical request: ${method}\n${target}\n${echoed}`;
  return gatewayError(401, "APIGW.0301", message, requestId);
}
