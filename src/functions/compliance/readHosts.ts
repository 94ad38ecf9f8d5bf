import pMap from "p-map";
import type { ReadList } from "../../compliance/metadataOf.js";
import { needsAllHosts } from "../../compliance/needsAllHosts.js";
import { LISTS_AT_ONCE } from "../../hss/listsAtOnce.js";
import { localImageContainers } from "../../hss/localImageContainers.js";
import { localImageHosts, type LocalImageHost } from "../../hss/localImageHosts.js";
import { hostsWithContainers } from "../hostsWithContainers.js";
import type { Listed, ListReader } from "./listReader.js";
import type { PlannedImage } from "./planHoldings.js";
import type { ScopeRequest } from "./scopeRequest.js";

/** The servers of an image. */
export interface HostsOfImage {
  holding: readonly LocalImageHost[];
  /** Those with a container of it; empty if no rule needs them. */
  withContainers: readonly LocalImageHost[];
}

export interface ReadHosts {
  hostsOf: ReadonlyMap<PlannedImage, HostsOfImage>;
  /** All servers; empty if no rule needs them. */
  all: readonly LocalImageHost[];
  lists: readonly ReadList[];
}

/** Reads the servers of the images, each image once, and all servers if a rule is about each of them. */
export async function readHosts(
  images: readonly PlannedImage[],
  { rules, imageMatch }: ScopeRequest,
  read: ListReader,
  signal: AbortSignal,
): Promise<ReadHosts> {
  const hostsOf = new Map<PlannedImage, HostsOfImage>();
  const ofImage = async (image: PlannedImage): Promise<Listed<unknown>[]> => {
    const { text, filters, byName, unverified } = image;
    const wanted = { image: text, filters, imageMatch: byName ? imageMatch : ("server" as const) };
    const hosts = await read({ ...wanted, operation: localImageHosts, list: "hosts" });
    const unverifiedImages = [...hosts.unverifiedImages, ...(unverified === undefined ? [] : [unverified])];
    const lists: Listed<unknown>[] = [{ ...hosts, unverifiedImages }];
    let withContainers: readonly LocalImageHost[] = [];
    if (image.needsContainers) {
      const containers = await read({ ...wanted, operation: localImageContainers, list: "containers" });
      withContainers = hostsWithContainers(hosts.rows, containers.rows);
      lists.push(containers);
    }
    hostsOf.set(image, { holding: hosts.rows, withContainers });
    return lists;
  };
  const everything = rules.some(needsAllHosts) ? [undefined] : [];
  let all: readonly LocalImageHost[] = [];
  const lists = await pMap(
    [...images, ...everything],
    async (image): Promise<ReadList[]> => {
      if (image !== undefined) return ofImage(image);
      const list = await read({ operation: localImageHosts, list: "hosts", image: "", filters: {} });
      all = list.rows;
      return [list];
    },
    { concurrency: LISTS_AT_ONCE, signal },
  );
  return { hostsOf, all, lists: lists.flat() };
}
