import { AuthError } from "../errors/authError.js";
import { ConfigError } from "../errors/configError.js";
import { HssError } from "../errors/hssError.js";
import { NetworkError } from "../errors/networkError.js";
import type { Clock } from "../async/clock.js";
import type { HttpRequest } from "../http/httpRequest.js";
import { isLoopback } from "../http/isLoopback.js";
import type { Redactor } from "../http/redactor.js";
import type { Sender } from "../http/sender.js";
import { sendOnce, type HttpAnswer } from "../http/sendOnce.js";
import type { Expiring } from "./renewable.js";
import type { AccessKeys } from "./signRequest.js";
import { temporaryKeys } from "./temporaryKeys.js";

/** The metadata service of an Elastic Cloud Server (ECS). */
export const METADATA_ADDRESS = "http://169.254.169.254";

/** The same as in the vendor's SDKs. */
const TIMEOUT_MS = 3000;

const SESSION_SECONDS = 60;

/** The service's own message. */
const NO_AGENCY = "Please configure Cloud Service Agency first";

const LATER = "Run again later, or use other credentials.";

export interface MetadataServiceOptions {
  /** Uses no proxy, because a proxy cannot reach this machine's metadata. */
  dispatcher: Sender;
  address: string;
  clock: Clock;
  redactor: Redactor;
}

/**
 * The keys of this ECS server's agency. Uses a session token (v2), or none if the service gives none (v1). Throws AuthError
 * if there are no keys.
 */
export async function metadataKeys(
  options: MetadataServiceOptions,
  signal: AbortSignal,
): Promise<Expiring<AccessKeys>> {
  const origin = checkedOrigin(options.address);
  const session = await sessionToken(options, origin, signal);
  const answer = await ask(options, signal, {
    method: "GET",
    origin,
    path: "/openstack/latest/securitykey",
    headers: session === undefined ? {} : { "x-metadata-token": session },
  });
  if (answer.statusCode === 404 || answer.text.includes(NO_AGENCY)) {
    throw new AuthError(
      `No agency is set on this server, according to its metadata service at ${origin}.`,
      "Assign an agency to the server in the ECS console, or use other credentials.",
    );
  }
  if (answer.statusCode !== 200) throw refusal(origin, `answered with HTTP ${answer.statusCode}`, LATER);
  try {
    return temporaryKeys(JSON.parse(answer.text), [], answer.headers, options);
  } catch {
    throw refusal(origin, "gave an answer without keys", LATER);
  }
}

/** Undefined if the service gives none for any reason: v1 may still answer. */
async function sessionToken(
  options: MetadataServiceOptions,
  origin: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const { statusCode, text } = await ask(options, signal, {
      method: "PUT",
      origin,
      path: "/meta-data/latest/api/token",
      headers: { "x-metadata-token-ttl-seconds": String(SESSION_SECONDS) },
    });
    const token = text.trim();
    if (statusCode !== 200 || !/^[\x21-\x7e]+$/.test(token)) return undefined;
    options.redactor.add(token);
    return token;
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof HssError) return undefined;
    throw error;
  }
}

/** Sends the request again once after a 5xx answer. */
async function ask(
  { dispatcher }: MetadataServiceOptions,
  signal: AbortSignal,
  request: Pick<HttpRequest, "method" | "origin" | "path" | "headers">,
): Promise<HttpAnswer> {
  try {
    const whole: HttpRequest = { query: [], purpose: "", ...request };
    const send = () => sendOnce(whole, { dispatcher, timeoutMs: TIMEOUT_MS, signal });
    const answer = await send();
    return answer.statusCode >= 500 ? await send() : answer;
  } catch (error) {
    if (!(error instanceof HssError)) throw error;
    if (!(error instanceof NetworkError))
      throw refusal(request.origin, "gave an answer that cannot be read", LATER, error);
    const silent = error.code === "ETIMEDOUT";
    const problem = silent ? `did not answer within ${TIMEOUT_MS / 1000} s` : `cannot be reached (${error.code})`;
    const advice = "Use other credentials, or run on an ECS server with an agency.";
    throw refusal(request.origin, problem, advice, error);
  }
}

function refusal(origin: string, problem: string, advice: string, cause?: unknown): AuthError {
  return new AuthError(`The metadata service at ${origin} ${problem}.`, advice, [], { cause });
}

/** The keys come over plain HTTP, so the service must be on this machine or its local link. */
function checkedOrigin(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol === "http:" && (isLoopback(url.hostname) || /^169\.254(\.\d+){2}$/.test(url.hostname))) {
    return url.origin;
  }
  throw new ConfigError(
    "ecsAgency",
    "HW_METADATA_ENDPOINT is not the address of a metadata service.",
    `Set it to an http address of this machine or in 169.254.0.0/16, such as ${METADATA_ADDRESS}, or do not set it.`,
  );
}
