import type { Dispatcher } from "undici";
import { AuthError } from "../errors/authError.js";
import { ConfigError } from "../errors/configError.js";
import { NetworkError } from "../errors/networkError.js";
import type { Clock } from "../async/clock.js";
import type { HttpRequest } from "../http/httpRequest.js";
import { isLoopback } from "../http/isLoopback.js";
import type { Redactor } from "../http/redactor.js";
import { sendOnce, type HttpAnswer } from "../http/sendOnce.js";
import type { Expiring } from "./renewable.js";
import type { AccessKeys } from "./signRequest.js";
import { temporaryKeys } from "./temporaryKeys.js";

/** Where a server of Elastic Cloud Server (ECS) asks for its own metadata. */
export const METADATA_ADDRESS = "http://169.254.169.254";

/** The service is on the same machine or does not exist: a longer wait would be in vain. */
export const METADATA_TIMEOUT_MS = 1000;

const SESSION_SECONDS = 60;

export interface MetadataServiceOptions {
  /** Without a proxy: no proxy reaches this machine's metadata. */
  dispatcher: Dispatcher;
  address: string;
  clock: Clock;
  redactor: Redactor;
}

/**
 * The keys of the agency of the ECS server that this runs on: by session token (v2), or without where there is only v1.
 * Throws AuthError when there are none.
 */
export async function metadataKeys(
  options: MetadataServiceOptions,
  signal: AbortSignal,
): Promise<Expiring<AccessKeys>> {
  const origin = checkedOrigin(options.address);
  const session = await ask(options, signal, {
    method: "PUT",
    origin,
    path: "/meta-data/latest/api/token",
    headers: { "x-metadata-token-ttl-seconds": String(SESSION_SECONDS) },
  });
  // A service that is too old for sessions does not know their address.
  const old = session.statusCode === 404 || session.statusCode === 405;
  if (!old && session.statusCode !== 200) throw refusal(origin, `answered with HTTP ${session.statusCode}`);
  if (!old) options.redactor.add(session.text);
  const answer = await ask(options, signal, {
    method: "GET",
    origin,
    path: "/openstack/latest/securitykey",
    headers: old ? {} : { "x-metadata-token": session.text },
  });
  if (answer.statusCode === 404)
    throw refusal(origin, "knows of no agency: give the server one on its page in the ECS console");
  if (answer.statusCode !== 200) throw refusal(origin, `answered with HTTP ${answer.statusCode}`);
  try {
    return temporaryKeys(JSON.parse(answer.text), "The metadata service", answer.headers, options);
  } catch {
    throw refusal(origin, "answered, but with no keys");
  }
}

async function ask(
  { dispatcher }: MetadataServiceOptions,
  signal: AbortSignal,
  request: Pick<HttpRequest, "method" | "origin" | "path" | "headers">,
): Promise<HttpAnswer> {
  try {
    const whole: HttpRequest = { query: [], purpose: "", ...request };
    return await sendOnce(whole, { dispatcher, timeoutMs: METADATA_TIMEOUT_MS, signal });
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    const silent = error.code === "ETIMEDOUT";
    const problem = silent
      ? `did not answer within ${METADATA_TIMEOUT_MS / 1000} s`
      : `cannot be reached (${error.code})`;
    throw refusal(request.origin, problem, error);
  }
}

function refusal(origin: string, problem: string, cause?: unknown): AuthError {
  return new AuthError(`The metadata service at ${origin} ${problem}.`, [], { cause });
}

/** Its keys come over plain HTTP, so that it must not be anywhere but on this machine's own link. */
function checkedOrigin(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol === "http:" && (isLoopback(url.hostname) || /^169\.254(\.\d+){2}$/.test(url.hostname))) {
    return url.origin;
  }
  throw new ConfigError(
    "ecsAgency",
    `HW_METADATA_ENDPOINT must be an http address in 169.254.0.0/16 or of this machine, such as ${METADATA_ADDRESS}.`,
  );
}
