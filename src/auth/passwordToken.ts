import { z } from "zod";
import { ResponseShapeError } from "../errors/responseShapeError.js";
import type { Clock } from "../async/clock.js";
import type { Authorizer, HttpClient } from "../http/httpClient.js";
import type { Redactor } from "../http/redactor.js";
import type { DomainRef, Login } from "./credential.js";
import { expiry } from "./expiry.js";
import type { IamAddress } from "./iamAddress.js";
import { Renewable } from "./renewable.js";

/** What a token is valid for: one project, or the account. */
export type TokenScope = { project: { id: string } | { name: string } } | { domain: DomainRef };

export interface PasswordTokenOptions {
  http: HttpClient;
  iam: IamAddress;
  scope: TokenScope;
  clock: Clock;
  redactor: Redactor;
}

const wire = z.object({ token: z.object({ expires_at: z.string() }) });
const anonymous: Authorizer = { authorize: (request) => Promise.resolve(request) };

/** Tokens for a user name and password (`POST /v3/auth/tokens`). */
export function passwordToken({ userName, password, domain }: Login, options: PasswordTokenOptions): Renewable<string> {
  const { http, iam, scope, clock, redactor } = options;
  const identity = { methods: ["password"], password: { user: { name: userName, password, domain } } };
  const fetch = (signal: AbortSignal) =>
    http.send(
      {
        method: "POST",
        origin: iam.origin,
        path: `${iam.basePath}/v3/auth/tokens`,
        query: [["nocatalog", "true"]],
        headers: { "content-type": "application/json;charset=utf8" },
        body: JSON.stringify({ auth: { identity, scope } }),
        purpose: `to get a token for the user ${JSON.stringify(userName)}`,
        confidential: true,
      },
      anonymous,
      (body, where, headers) => {
        const value = headers["x-subject-token"];
        redactor.add(value);
        const parsed = wire.safeParse(body);
        if (!value) throw new ResponseShapeError(where, "X-Subject-Token", "this header is missing");
        if (!parsed.success) throw new ResponseShapeError(where, "token.expires_at", "it is missing");
        return { value, expiresAt: expiry(parsed.data.token.expires_at, headers, clock, where) };
      },
      signal,
    );
  return new Renewable(fetch, clock);
}
