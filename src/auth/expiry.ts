import type { Detail } from "../errors/errorText.js";
import { ResponseShapeError } from "../errors/responseShapeError.js";
import type { Clock } from "../async/clock.js";

/** Date headers have no milliseconds: the server's time may be this much later. */
const DATE_STEP_MS = 1000;

/**
 * The time at which something expires, in milliseconds since 1970 by this machine's clock, which may differ from the server's.
 * @param expiresAt as the server wrote it
 * @param headers of the same answer; Date is the server's time
 */
export function expiry(
  expiresAt: string,
  headers: Readonly<Record<string, string>>,
  clock: Clock,
  where: readonly Detail[],
): number {
  const end = Date.parse(expiresAt);
  if (Number.isNaN(end)) throw new ResponseShapeError(where, "expires_at", "it is not a time");
  const serverNow = Date.parse(headers.date ?? "");
  return Number.isNaN(serverNow) ? end : clock.now() + (end - serverNow - DATE_STEP_MS);
}
