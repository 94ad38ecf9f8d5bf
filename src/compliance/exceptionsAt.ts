import type { CheckedHost } from "./checkedHost.js";
import type { ComplianceException } from "./complianceRule.js";
import { fitting } from "./hostPattern.js";

/** The exception for a server, and whether it is still valid. */
export interface Cover {
  exception: ComplianceException;
  expired: boolean;
}

/**
 * Finds the exception for a server. If there are several, it is the one that expires last, and of these the first.
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
