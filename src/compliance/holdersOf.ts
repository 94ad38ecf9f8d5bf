import { hostKey, type CheckedHost } from "./checkedHost.js";
import { compare, distinctHosts } from "./distinctHosts.js";
import type { Holding } from "./scopeFacts.js";

/** A server, and the images on it that a rule is about, as far as they are known, sorted. */
export interface Holder {
  host: CheckedHost;
  images: readonly string[];
}

/** The servers with at least one of the images, each once, in the order of `distinctHosts`. */
export function holdersOf(holdings: readonly Holding[]): Holder[] {
  const images = new Map<string, Set<string>>();
  for (const { image, hosts } of holdings) {
    if (image === undefined) continue;
    for (const host of hosts) {
      const key = hostKey(host);
      const own = images.get(key) ?? new Set();
      images.set(key, own.add(image));
    }
  }
  return distinctHosts(holdings.flatMap(({ hosts }) => hosts)).map((host) => ({
    host,
    images: [...(images.get(hostKey(host)) ?? [])].sort(compare),
  }));
}
