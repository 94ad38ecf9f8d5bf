import type { Account } from "./account.js";
import type { Exchange } from "./exchange.js";
import { iamError, type Reply } from "./reply.js";

const DAY_MS = 24 * 60 * 60 * 1000;

interface PasswordLogin {
  auth?: {
    identity?: {
      methods?: string[];
      password?: { user?: { name?: string; password?: string; domain?: { name?: string; id?: string } } };
    };
  };
}

export interface Project {
  id: string;
  name: string;
}

/** `POST /v3/auth/tokens` with the password method: the token comes in the header X-Subject-Token. */
export function createToken(exchange: Exchange, accounts: readonly Account[], nowMs: number): Reply {
  let login: PasswordLogin;
  try {
    login = JSON.parse(exchange.body) as PasswordLogin;
  } catch {
    return iamError(400, "Bad Request", "the body is not JSON");
  }
  const user = login.auth?.identity?.password?.user;
  const account = accounts.find(
    ({ userName, password, domainName, domainId }) =>
      userName === user?.name &&
      password === user.password &&
      (domainName === user.domain?.name || domainId === user.domain?.id),
  );
  if (!account || !user) return iamError(401, "Unauthorized", "The username or password is wrong.");
  const token = `emulated-token-${account.userName}-${account.tokens.size}-${"0".repeat(200)}`;
  account.tokens.add(token);
  const expires = new Date(nowMs + DAY_MS).toISOString().replace("Z", "000Z");
  return {
    status: 201,
    headers: { "x-subject-token": token },
    body: {
      token: {
        expires_at: expires,
        user: { name: account.userName, domain: { id: account.domainId, name: account.domainName } },
      },
    },
  };
}

/** `GET /v3/projects`, narrowed by `name`. */
export function listProjects(exchange: Exchange, account: Account, projects: readonly Project[]): Reply {
  const name = exchange.params.get("name");
  const found = projects.filter((project) => name === null || project.name === name);
  return {
    status: 200,
    body: { projects: found.map((project) => ({ ...project, domain_id: account.domainId, enabled: true })), links: {} },
  };
}
