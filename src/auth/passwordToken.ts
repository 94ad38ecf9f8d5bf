import type { Clock } from "../async/clock.js";
import type { HttpClient } from "../http/httpClient.js";
import type { Redactor } from "../http/redactor.js";
import { anonymous } from "./anonymous.js";
import type { DomainRef, Login } from "./credential.js";
import type { IamAddress } from "./iamAddress.js";
import { Renewable } from "./renewable.js";
import { subjectToken } from "./subjectToken.js";

/** What a token is valid for: one project, or the account. */
export type TokenScope = { project: { id: string } | { name: string } } | { domain: DomainRef };

export interface PasswordTokenOptions {
  http: HttpClient;
  iam: IamAddress;
  scope: TokenScope;
  clock: Clock;
  redactor: Redactor;
}

/** Tokens for a user name and password (`POST /v3/auth/tokens`). */
export function passwordToken({ user, password }: Login, options: PasswordTokenOptions): Renewable<string> {
  const { http, iam, scope, clock } = options;
  const identity = { methods: ["password"], password: { user: { ...user, password } } };
  const fetch = (signal: AbortSignal) =>
    http.send(
      {
        method: "POST",
        origin: iam.origin,
        path: `${iam.basePath}/v3/auth/tokens`,
        query: [["nocatalog", "true"]],
        headers: { "content-type": "application/json;charset=utf8" },
        body: JSON.stringify({ auth: { identity, scope } }),
        purpose: `to get a token for the user ${JSON.stringify("id" in user ? user.id : user.name)}`,
        confidential: true,
      },
      anonymous,
      subjectToken(options),
      signal,
    );
  return new Renewable(fetch, clock);
}
