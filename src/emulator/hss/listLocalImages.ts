import { containersOf, type Container } from "./containersOf.js";
import type { Host, Image } from "./host.js";
import { imageId } from "./imageId.js";
import { imageScan, severityOf, type ImageScan } from "./imageScan.js";
import type { ListOperation } from "./listOperation.js";
import { matchesText } from "./matchesText.js";
import { serversOf } from "./serversOf.js";

/** An image in one enterprise project, with the rows of the servers there that hold it. */
interface Item {
  readonly image: Image;
  readonly scan: ImageScan;
  readonly hosts: Host[];
  readonly containers: Container[];
}

const CONTAINER_FILTERS = ["container_id", "container_name", "pod_id", "pod_name"];

/**
 * `GET /v5/{project_id}/image/local-repositories`. What the server in a row means is not documented: here it is the first
 * server of the enterprise project that holds the image.
 */
export const listLocalImages: ListOperation<Item> = {
  path: "image/local-repositories",
  needsRegion: false,
  largestOffset: 2_000_000,
  itemsOf: (fleet) => {
    const items = new Map<string, Item>();
    const servers = new Set(serversOf(fleet));
    for (const host of fleet) {
      const containers = servers.has(host) ? containersOf(host) : [];
      for (const image of host.images) {
        const key = JSON.stringify([image.name, image.version, image.digest, host.enterpriseProjectId]);
        let item = items.get(key);
        if (item === undefined) {
          item = { image, scan: imageScan(image), hosts: [], containers: [] };
          items.set(key, item);
        }
        item.hosts.push(host);
        item.containers.push(...containers.filter((container) => container.image === image));
      }
    }
    return [...items.values()];
  },
  matches: ({ image, scan, hosts, containers }, query) => {
    const has = (name: string, text: string | undefined) => matchesText(text, query.get(name), "part");
    const is = (name: string, value: string | number | boolean | null | undefined) =>
      matchesText(String(value ?? ""), query.get(name), "exact");
    /** Half a pair of times is ignored. */
    const within = (what: string, time: number | undefined) => {
      const [start, end] = [query.get(`start_${what}_time`), query.get(`end_${what}_time`)];
      return start === null || end === null || (time !== undefined && time >= Number(start) && time <= Number(end));
    };
    return (
      has("image_name", image.name) &&
      (!query.has("image_name") || is("image_version", image.version)) &&
      is("scan_status", scan.status === "waiting" ? "waiting_for_scan" : scan.status) &&
      is("local_image_type", scan.type) &&
      is("image_size", scan.size) &&
      within("latest_update", scan.updated) &&
      within("latest_scan", scan.found?.scanned) &&
      is("has_vul", scan.found && scan.found.vulnerabilityIds.length > 0) &&
      is("has_container", containers.length > 0) &&
      (!query.has("app_name") || (scan.found?.apps ?? []).some((app) => has("app_name", app))) &&
      hosts.some(
        ({ row }) =>
          has("host_name", row.host_name) &&
          is("host_id", row.host_id) &&
          (is("host_ip", row.private_ip) || is("host_ip", row.public_ip)),
      ) &&
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
  row: (item) => {
    const { image, scan, hosts, containers } = item;
    const { found } = scan;
    return {
      image_name: image.name,
      image_id: imageId(image),
      image_digest: image.digest,
      image_version: image.version,
      local_image_type: scan.type,
      scan_status: scan.status,
      image_size: scan.size,
      latest_update_time: scan.updated,
      latest_scan_time: found?.scanned ?? 0,
      vul_num: found?.vulnerabilityIds.length,
      unsafe_setting_num: found?.unsafeSettings,
      malicious_file_num: found?.maliciousFiles,
      host_num: serversOf(hosts).length,
      container_num: containers.length,
      component_num: found?.components,
      ...(scan.status === "failed" && { scan_failed_desc: "The image could not be read" }),
      severity_level: severityOf(scan),
      host_name: hosts[0]?.row.host_name,
      host_id: hosts[0]?.row.host_id,
      agent_id: hosts[0]?.row.agent_id,
    };
  },
};
