import { createHash } from "node:crypto";
import { containersOf, type Container } from "./containersOf.js";
import type { Host, Image } from "./host.js";
import { isAskedFor } from "./matchesImage.js";
import { imageScan, severityOf, type ImageScan } from "./imageScan.js";
import type { ListItem, ListOperation } from "./listOperation.js";

/** An image in one enterprise project, with the servers there that hold it. */
interface Item extends ListItem {
  readonly image: Image;
  readonly scan: ImageScan;
  readonly hosts: Host[];
  readonly containers: Container[];
}

/**
 * `GET /v5/{project_id}/image/local-repositories`. Whether the real list has a row an image, or one for each server that
 * holds it, is undocumented: here it is a row an image and enterprise project, and the first server there reports it.
 */
export const listLocalImages: ListOperation<Item> = {
  path: "image/local-repositories",
  needsRegion: false,
  itemsOf: (fleet) => {
    const items = new Map<string, Item>();
    for (const host of fleet) {
      const containers = containersOf(host);
      for (const image of host.images) {
        const key = JSON.stringify([image.name, image.version, image.digest, host.enterpriseProjectId]);
        let item = items.get(key);
        if (item === undefined) {
          const { enterpriseProjectId } = host;
          item = { image, enterpriseProjectId, scan: imageScan(image), hosts: [], containers: [] };
          items.set(key, item);
        }
        item.hosts.push(host);
        item.containers.push(...containers.filter((container) => container.image === image));
      }
    }
    return [...items.values()];
  },
  matches: ({ image, scan, hosts, containers }, query) => {
    const is = (name: string, ...values: unknown[]) =>
      !query.has(name) || values.map(String).includes(query.get(name) ?? "");
    const within = (what: string, time: number | undefined) =>
      (!query.has(`start_${what}_time`) || (time ?? -Infinity) >= Number(query.get(`start_${what}_time`))) &&
      (!query.has(`end_${what}_time`) || (time ?? Infinity) <= Number(query.get(`end_${what}_time`)));
    return (
      isAskedFor(image, query) &&
      is("scan_status", scan.status) &&
      is("local_image_type", scan.type) &&
      is("image_size", scan.size) &&
      within("latest_update", scan.updated) &&
      within("latest_scan", scan.found?.scanned) &&
      is("has_vul", (scan.found?.vulnerabilities ?? 0) > 0) &&
      is("has_container", containers.length > 0) &&
      hosts.some(
        ({ row }) =>
          row.host_name.includes(query.get("host_name") ?? "") &&
          is("host_id", row.host_id) &&
          is("host_ip", row.private_ip, row.public_ip),
      ) &&
      (!["container_id", "container_name", "pod_id", "pod_name"].some((name) => query.has(name)) ||
        containers.some(
          ({ id, name, pod }) =>
            is("container_id", id) && is("container_name", name) && is("pod_id", pod?.id) && is("pod_name", pod?.name),
        ))
    );
  },
  row: (item) => {
    const { image, scan, hosts, containers } = item;
    const { found } = scan;
    return {
      image_name: image.name,
      image_id: createHash("sha256").update(`${image.name}:${image.version}`).digest("hex"),
      image_digest: image.digest,
      image_version: image.version,
      local_image_type: scan.type,
      scan_status: scan.status,
      image_size: scan.size,
      latest_update_time: scan.updated,
      latest_scan_time: found?.scanned ?? null,
      vul_num: found?.vulnerabilities,
      unsafe_setting_num: found?.unsafeSettings,
      malicious_file_num: found?.maliciousFiles,
      host_num: hosts.length,
      container_num: containers.length,
      component_num: found?.components ?? null,
      severity_level: severityOf(scan) ?? null,
      host_name: hosts[0]?.row.host_name,
      host_id: hosts[0]?.row.host_id,
      agent_id: hosts[0]?.row.agent_id,
    };
  },
};
