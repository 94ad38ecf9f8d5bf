import type { CheckedHost } from "./checkedHost.js";
import type { ComplianceException } from "./complianceRule.js";
import { fitting } from "./hostPattern.js";

/** The exception that covers a server, and whether it still holds. */
export interface Cover {
  exception: ComplianceException;
  expired: boolean;
}

/**
 * Finds what covers a server: of several exceptions the one that expires last, and of those the first.
 * @param asOf the time, in milliseconds since the epoch.
 */
export function exceptionsAt(
  exceptions: readonly ComplianceException[] = [],
  asOf: number,
): (host: CheckedHost) => Cover | undefined {
  const today = new Date(asOf).toISOString().slice(0, "2026-01-01".length);
  const matchers = exceptions
    .map((exception) => ({ exception, expired: exception.expires < today, fits: fitting(exception.host) }))
    .sort(
      (a, b) => Number(a.exception.expires < b.exception.expires) - Number(a.exception.expires > b.exception.expires),
    );
  return (host) => matchers.find(({ exception, fits }) => exception.host === host.hostId || fits(host.hostName));
}
