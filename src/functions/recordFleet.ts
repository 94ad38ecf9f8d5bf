import { z } from "zod";
import { imageKey } from "../compliance/checkedImage.js";
import { withoutAddress } from "../compliance/withoutAddresses.js";
import type { Fleet, FleetHost } from "../fleet/fleet.js";
import { FLEET_FORMAT, FLEET_SCHEMA } from "../fleet/fleetFormat.js";
import { referenceTo } from "../fleet/imageReferences.js";
import { ExactImageList } from "../hss/exactImageList.js";
import type { HssClient } from "../hss/hssClient.js";
import type { FilterValues, ListOperation } from "../hss/listOperation.js";
import { localImageContainers } from "../hss/localImageContainers.js";
import { localImageHosts } from "../hss/localImageHosts.js";
import { localImages, type LocalImage } from "../hss/localImages.js";
import type { Consistency } from "../hss/pageScan.js";
import { input } from "../schema/input.js";
import { consistencyArgument } from "./consistencyArgument.js";
import { scopeArguments } from "./scopeArguments.js";

/** The arguments of the client's `recordFleet`. */
export const recordFleetArguments = z.strictObject({
  ...scopeArguments,
  ...consistencyArgument,
  redactAddresses: input
    .flag(
      "Whether to leave out IP addresses, also those in names of servers. IDs and all other names are recorded. Default: false.",
    )
    .optional(),
});

/** What to record. */
export interface RecordedScope {
  region: string;
  projectId: string;
  enterpriseProjectId: string;
  consistency?: Consistency | undefined;
  redactAddresses?: boolean | undefined;
}

interface Server {
  hostId: string;
  hostName: string;
  agentId: string;
  privateIp: string;
  publicIp: string;
}

interface Entry extends FleetHost {
  images: NonNullable<FleetHost["images"]>;
  containers: NonNullable<FleetHost["containers"]>;
}

/**
 * Reads the images, the servers, and the servers and containers of each image, one list after the other.
 * @param onUnverified called with the images whose servers HSS cannot tell from those of other images: these are recorded without servers
 */
export async function recordFleet(
  hss: HssClient,
  { redactAddresses = false, consistency, ...scope }: RecordedScope,
  signal: AbortSignal,
  onUnverified: (images: readonly string[]) => void = () => undefined,
): Promise<Fleet> {
  const { region, projectId, enterpriseProjectId } = scope;
  /** Undefined if HSS cannot tell the rows from those of other images. */
  const read = async <Row>(operation: ListOperation<Row>, filters: FilterValues): Promise<Row[] | undefined> => {
    const request = { region, projectId, consistency, filters: { enterpriseProjectId, ...filters } };
    const list = new ExactImageList(hss, operation, request, new Map(), { signal });
    const unverified: string[] = [];
    const rows: Row[] = [];
    for await (const page of list.pages((images) => unverified.push(...images))) rows.push(...page);
    if (unverified.length === 0) return rows;
    onUnverified(unverified);
    return undefined;
  };
  const redacted = <Row extends Pick<Server, "hostName" | "privateIp" | "publicIp">>(row: Row): Row =>
    redactAddresses ? { ...withoutAddress(row), privateIp: "", publicIp: "" } : row;
  const entries = new Map<string, Entry>();
  /** The first entry of each server. */
  const servers = new Map<string, Entry>();
  const entryOf = (row: Server): Entry => {
    const shown = redacted(row);
    const key = localImageHosts.identity({ dockerName: "", dockerType: "", agentStatus: "", version: "", ...shown });
    const entry = entries.get(key) ?? { ...given(shown), images: [], containers: [] };
    entries.set(key, entry);
    if (!servers.has(row.hostId)) servers.set(row.hostId, entry);
    return entry;
  };

  const images = unique((await read(localImages, {})) ?? []);
  for (const row of (await read(localImageHosts, {})) ?? []) entryOf(row);
  for (const image of images) {
    const reference = referenceTo(image, images);
    const filters = filtersOf(image, images);
    if (filters === undefined) {
      onUnverified([`${image.imageName}:${image.imageVersion} (it has no name, version or digest of its own)`]);
      continue;
    }
    const holders = image.hostNum === 0 ? [] : await read(localImageHosts, filters);
    if (holders === undefined) continue;
    for (const row of holders) entryOf(row).images.push(reference);
    const containers = image.containerNum === 0 ? [] : await read(localImageContainers, filters);
    for (const row of containers ?? []) {
      const { hostId, hostName, agentId, privateIp, publicIp, ...container } = row;
      const server = { hostId, hostName, agentId, privateIp, publicIp };
      // A server without an ID may be any other without one.
      const first = (hostId === "" ? undefined : servers.get(hostId)) ?? entryOf(server);
      first.containers.push({ image: reference, ...given(container) });
    }
  }
  return {
    $schema: FLEET_SCHEMA,
    formatVersion: FLEET_FORMAT,
    ...scope,
    hosts: [...entries.values()],
    images: images.map((image) => {
      const { hostName } = redacted({ hostName: image.hostName, privateIp: "", publicIp: "" });
      return { ...given({ ...image, hostName }), imageDigest: image.imageDigest };
    }),
  };
}

/** The filters that find what belongs to one image, if there are any. */
function filtersOf({ imageName, imageVersion, imageDigest }: LocalImage, images: readonly LocalImage[]) {
  const only = (fits: (image: LocalImage) => boolean) => images.filter(fits).length === 1;
  if (imageDigest !== "" && only((other) => other.imageDigest === imageDigest)) return { imageDigest };
  if (imageName === "" || imageVersion === "") return undefined;
  const named = (other: LocalImage) => other.imageName === imageName && other.imageVersion === imageVersion;
  if (imageDigest !== "") return { imageName, imageVersion, imageDigest };
  return only(named) ? { imageName, imageVersion } : undefined;
}

/**
 * Each image once. HSS does not document whether an image has a row for each of its servers or enterprise projects: the counts
 * of such rows are left out.
 */
function unique(rows: readonly LocalImage[]): LocalImage[] {
  const byIdentity = new Map<string, LocalImage>();
  for (const row of rows) {
    const known = byIdentity.get(imageKey(row));
    byIdentity.set(imageKey(row), known ? { ...known, hostNum: undefined, containerNum: undefined } : row);
  }
  return [...byIdentity.values()];
}

/** Without what HSS does not send. */
function given<Values extends object>(values: Values): Partial<Values> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== "" && value !== undefined),
  ) as Partial<Values>;
}
