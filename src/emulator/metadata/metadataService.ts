import { randomBytes } from "node:crypto";
import type { Call } from "../server/operation.js";
import type { Reply } from "../server/reply.js";
import { temporaryKeys } from "../iam/temporaryKeys.js";

const KEY_LIFETIME_MS = 24 * 60 * 60 * 1000;
const LONGEST_TTL_SECONDS = 21_600;

/** The metadata service of an ECS server. It gives the keys of the first account that has an agency. */
export class MetadataService {
  /** Each session token with the time when it expires, in milliseconds since 1970. */
  readonly #tokens = new Map<string, number>();

  /** `PUT /meta-data/latest/api/token` */
  createToken({ exchange: { headers }, settings: { metadata }, nowMs }: Call): Reply | undefined {
    if (metadata === "hanging") return undefined;
    if (metadata !== "v2") return plain(404, "Not Found");
    const ttl = headers["x-metadata-token-ttl-seconds"] ?? "";
    if (!/^[1-9]\d{0,4}$/.test(ttl) || Number(ttl) > LONGEST_TTL_SECONDS) return plain(400, "Bad Request");
    const token = `emulated-metadata-token-${randomBytes(20).toString("hex")}`;
    this.#tokens.set(token, nowMs + Number(ttl) * 1000);
    return plain(200, token);
  }

  /** `GET /openstack/latest/securitykey` */
  securityKey({ exchange: { headers }, settings: { metadata, accounts }, nowMs }: Call): Reply | undefined {
    if (metadata === "hanging") return undefined;
    const owner = accounts.find(({ agencies }) => agencies.length > 0);
    if (metadata === "none" || !owner) return plain(404, "Not Found");
    const validUntil = this.#tokens.get(headers["x-metadata-token"] ?? "") ?? 0;
    if (metadata === "v2" && validUntil <= nowMs) return plain(401, "Unauthorized");
    return { status: 200, body: temporaryKeys(accounts, owner, nowMs + KEY_LIFETIME_MS) };
  }
}

function plain(status: number, body: string): Reply {
  return { status, headers: { "content-type": "text/plain" }, body };
}
