import type { CheckedHost } from "./checkedHost.js";
import type { ComplianceException } from "./complianceRule.js";
import { fitting } from "./hostPattern.js";

/** What exceptions leave of a server's fault. */
export interface Cover {
  /** The valid exception; undefined if the server is at fault. */
  exempt: ComplianceException | undefined;
  /** The exception that has expired, if the server is at fault. */
  expired: ComplianceException | undefined;
  /** The images that the server is at fault for, as far as they are known. */
  images: readonly string[];
}

/**
 * Finds the exception for a server and its images. If there are several, it is the one that expires last, and of these the first.
 * @param asOf the time, in milliseconds since the epoch
 * @param exemptImages the images that an exception with an image exempts
 */
export function exceptionsAt(
  exceptions: readonly ComplianceException[] = [],
  asOf: number,
  exemptImages: (exception: ComplianceException) => ReadonlySet<string>,
): (host: CheckedHost, images: readonly string[]) => Cover {
  const today = new Date(asOf).toISOString().slice(0, "2026-01-01".length);
  const isValid = (exception: ComplianceException | undefined) => exception !== undefined && exception.expires >= today;
  const matchers = exceptions
    .map((exception) => ({
      exception,
      fitsHost: exception.host === undefined ? () => true : fitting(exception.host),
      images: exception.image === undefined ? undefined : exemptImages(exception),
    }))
    .sort(
      (a, b) => Number(a.exception.expires < b.exception.expires) - Number(a.exception.expires > b.exception.expires),
    );
  return (host, images) => {
    const own = matchers.filter(({ exception, fitsHost }) => exception.host === host.hostId || fitsHost(host.hostName));
    const of = (image?: string) =>
      own.find((each) => each.images === undefined || (image !== undefined && each.images.has(image)))?.exception;
    const covers = images.length === 0 ? [of()] : images.map(of);
    if (covers.every(isValid)) return { exempt: covers[0], expired: undefined, images };
    return {
      exempt: undefined,
      expired: covers.find((cover) => cover !== undefined && !isValid(cover)),
      images: images.filter((_, index) => !isValid(covers[index])),
    };
  };
}
