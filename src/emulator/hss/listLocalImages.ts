import { containersOf, type Container } from "./containersOf.js";
import type { Host, Image, ImageRow } from "./host.js";
import { imageApps, imageRow } from "./imageRow.js";
import type { ListOperation } from "./listOperation.js";
import { matchesText } from "./matchesText.js";
import { serversOf } from "./serversOf.js";

/** An image in one enterprise project, with the rows of the servers there that hold it. */
interface Item {
  readonly image: Image;
  readonly known: ImageRow;
  readonly hosts: Host[];
  readonly containers: Container[];
}

const HOST_FILTERS = ["host_name", "host_id", "host_ip"];
const CONTAINER_FILTERS = ["container_id", "container_name", "pod_id", "pod_name"];

/**
 * `GET /v5/{project_id}/image/local-repositories`. What the server in a row means is not documented: here it is the first
 * server of the enterprise project that holds the image.
 */
export const listLocalImages: ListOperation<Item> = {
  path: "image/local-repositories",
  needsRegion: false,
  largestOffset: 2_000_000,
  itemsOf: (hosts, images) => {
    /** The items of each image, by enterprise project. An image is where it is first seen. */
    const items = new Map<string, Map<string, Item>>();
    const itemsOf = ({ name, version, digest }: Image) => {
      const key = JSON.stringify([name, version, digest]);
      const known = items.get(key) ?? new Map<string, Item>();
      items.set(key, known);
      return known;
    };
    for (const image of images) itemsOf(image);
    const servers = new Set(serversOf(hosts));
    for (const host of hosts) {
      const containers = servers.has(host) ? containersOf(host) : [];
      for (const image of host.images) {
        const { enterpriseProjectId } = host;
        const ofImage = itemsOf(image);
        const item = ofImage.get(enterpriseProjectId) ?? newItem(image);
        ofImage.set(enterpriseProjectId, item);
        item.hosts.push(host);
        item.containers.push(...containers.filter((container) => container.image === image));
      }
    }
    for (const image of images) {
      if (image.recorded?.aloneIn !== undefined) itemsOf(image).set(image.recorded.aloneIn, newItem(image));
    }
    return [...items.values()].flatMap((ofImage) => [...ofImage.values()]);
  },
  matches: ({ image, known, hosts, containers }, query) => {
    const has = (name: string, text: string | undefined) => matchesText(text, query.get(name), "part");
    const is = (name: string, value: string | number | boolean | null | undefined) =>
      matchesText(String(value ?? ""), query.get(name), "exact");
    /** Half a pair of times is ignored. */
    const within = (what: string, time: string | number | undefined) => {
      const [start, end] = [query.get(`start_${what}_time`), query.get(`end_${what}_time`)];
      return (
        start === null ||
        end === null ||
        (time !== undefined && Number(time) >= Number(start) && Number(time) <= Number(end))
      );
    };
    return (
      has("image_name", image.name) &&
      (!query.has("image_name") || is("image_version", image.version)) &&
      is("scan_status", known.scan_status === "waiting" ? "waiting_for_scan" : known.scan_status) &&
      is("local_image_type", known.local_image_type) &&
      is("image_size", known.image_size) &&
      within("latest_update", known.latest_update_time) &&
      // An image that was not scanned has 0.
      within("latest_scan", known.latest_scan_time === 0 ? undefined : known.latest_scan_time) &&
      is("has_vul", known.vul_num === undefined ? undefined : Number(known.vul_num) > 0) &&
      is("has_container", containers.length > 0) &&
      (!query.has("app_name") || imageApps(image).some((app) => has("app_name", app))) &&
      (!HOST_FILTERS.some((name) => query.has(name)) ||
        hosts.some(
          ({ row }) =>
            has("host_name", row.host_name) &&
            is("host_id", row.host_id) &&
            (is("host_ip", row.private_ip) || is("host_ip", row.public_ip)),
        )) &&
      (!CONTAINER_FILTERS.some((name) => query.has(name)) ||
        containers.some(
          ({ id, name, pod }) =>
            is("container_id", id) &&
            has("container_name", name) &&
            is("pod_id", pod?.id) &&
            has("pod_name", pod?.name),
        ))
    );
  },
  row: ({ image, known, hosts, containers }) => ({
    image_name: image.name,
    image_digest: image.digest,
    image_version: image.version,
    host_num: serversOf(hosts).length,
    container_num: containers.length,
    host_name: hosts[0]?.row.host_name,
    host_id: hosts[0]?.row.host_id,
    agent_id: hosts[0]?.row.agent_id,
    ...known,
  }),
};

function newItem(image: Image): Item {
  return { image, known: imageRow(image), hosts: [], containers: [] };
}
