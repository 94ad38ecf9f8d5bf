import { cidrsOf, type Aggregate } from "./cidrsOf.js";
import { hostAddress, type Address } from "./hostAddress.js";

/** Which of a server's addresses to use. */
export type AddressKind = "private" | "public" | "both";

export interface AddressedHost {
  hostId: string;
  hostName: string;
  privateIp: string;
  publicIp: string;
}

export interface SkippedAddress {
  hostId: string;
  hostName: string;
  /** "" for a server without an address. */
  address: string;
  reason: string;
}

export interface HostCidrs {
  cidrs: string[];
  skipped: SkippedAddress[];
}

const NONE: Record<AddressKind, string> = {
  private: "it has no private address",
  public: "it has no public address",
  both: "it has no address",
};

/** The prefixes of the servers' addresses, and every address or server that no prefix covers. */
export function hostCidrs(hosts: Iterable<AddressedHost>, kind: AddressKind, aggregate: Aggregate): HostCidrs {
  const usable: Address[] = [];
  // A server may have several rows, one for each container runtime, but is skipped only once.
  const skipped = new Map<string, SkippedAddress>();
  for (const { hostId, hostName, privateIp, publicIp } of hosts) {
    const skip = (address: string, reason: string) => {
      skipped.set(JSON.stringify([hostId, hostName, address]), { hostId, hostName, address, reason });
    };
    const wanted = { private: [privateIp], public: [publicIp], both: [privateIp, publicIp] }[kind];
    const present = wanted.filter((text) => text !== "");
    if (present.length === 0) skip("", NONE[kind]);
    for (const text of present) {
      const read = hostAddress(text);
      if (read.ok) usable.push(read.address);
      else skip(text, `it is ${read.reason}`);
    }
  }
  return { cidrs: cidrsOf(usable, aggregate), skipped: [...skipped.values()] };
}
