import { z } from "zod";
import { column } from "./column.js";
import { filter } from "./filter.js";
import { listOperation } from "./listOperation.js";

/** One image on servers, as ListImageLocal describes it. */
const row = z
  .object({
    imageId: column.text("Image ID (`image_id`)."),
    imageName: column.text("Image name (`image_name`), for example `nginx`."),
    imageVersion: column.text("Image version (tag, `image_version`), for example `1.25.3`."),
    imageDigest: column.text("Image digest (`image_digest`). It begins with `sha256:`."),
    localImageType: column.text(
      "Where the image comes from (`local_image_type`): `swr_image` is from SoftWare Repository for Container, `other_image` is not. Other values may appear.",
    ),
    imageSize: column.amount("Size of the image in bytes (`image_size`)."),
    latestUpdateTime: column.amount(
      "When the image was last updated, in milliseconds since 1970 (`latest_update_time`).",
    ),
    scanStatus: column.text(
      "State of the image's security scan (`scan_status`), for example `unscan`, `success`, `scanning`, `failed`, `waiting_for_scan`. Other values may appear.",
    ),
    scanFailedDesc: column.text("Why the scan failed (`scan_failed_desc`)."),
    nonScanReason: column.text('Why the image cannot be scanned (`non_scan_reason`); "" if it can.'),
    latestScanTime: column.amount(
      "When the image's last scan was completed, in milliseconds since 1970 (`latest_scan_time`).",
    ),
    severityLevel: column.text(
      "Risk level that the scan found (`severity_level`): `Security` (no risk), `Low`, `Medium` or `High`. Other values may appear.",
    ),
    vulNum: column.count("Number of vulnerabilities found (`vul_num`)."),
    unsafeSettingNum: column.count("Number of unsafe settings found (`unsafe_setting_num`)."),
    maliciousFileNum: column.count("Number of malicious files found (`malicious_file_num`)."),
    hostNum: column.count("Number of servers that hold the image (`host_num`)."),
    containerNum: column.count("Number of containers created from the image (`container_num`)."),
    componentNum: column.count("Number of software components in the image (`component_num`)."),
    hostName: column.text("Name of the server that the image is reported from (`host_name`)."),
    hostId: column.text("ID of the server that the image is reported from, a UUID (`host_id`)."),
    agentId: column.text("ID of the HSS agent on that server (`agent_id`)."),
  })
  .describe('An image on servers. A string that HSS does not send is "". A number that HSS does not send is left out.')
  .meta({ id: "LocalImage" });

/** `GET /v5/{project_id}/image/local-repositories` (ListImageLocal): the images that servers hold, and what their scans found. */
export const localImages = listOperation({
  path: "image/local-repositories",
  largestOffset: 2_000_000,
  filters: {
    imageName: filter.text("Part of the image name (`image_name`), for example `nginx`. Case-sensitive."),
    imageVersion: filter.text("Image version (tag, `image_version`), for example `1.25.3`. Needs `imageName`."),
    localImageType: filter.text("Where the image comes from (`local_image_type`): `swr_image` or `other_image`."),
    imageSize: filter.amount("Exact size of the image in bytes (`image_size`)."),
    scanStatus: filter.text(
      "State of the image's security scan (`scan_status`), for example `unscan`, `success`, `scanning`, `failed`, `waiting_for_scan`.",
    ),
    hasVul: filter.flag(
      "Whether vulnerabilities were found in the image (`has_vul`). Finds only images that were scanned.",
    ),
    hasContainer: filter.flag("Whether containers were created from the image (`has_container`)."),
    startLatestUpdateTime: filter.amount(
      "Earliest time of the last update, in milliseconds since 1970 (`start_latest_update_time`). Needs `endLatestUpdateTime`.",
    ),
    endLatestUpdateTime: filter.amount(
      "Latest time of the last update, in milliseconds since 1970 (`end_latest_update_time`). Needs `startLatestUpdateTime`.",
    ),
    startLatestScanTime: filter.amount(
      "Earliest time of the last scan, in milliseconds since 1970 (`start_latest_scan_time`). Needs `endLatestScanTime`.",
    ),
    endLatestScanTime: filter.amount(
      "Latest time of the last scan, in milliseconds since 1970 (`end_latest_scan_time`). Needs `startLatestScanTime`.",
    ),
    hostName: filter.text("Part of the name of a server that holds the image (`host_name`). Case-sensitive."),
    hostId: filter.text("ID of a server that holds the image (`host_id`)."),
    hostIp: filter.text("Private or public IP address of a server that holds the image (`host_ip`)."),
    containerId: filter.text("ID of a container created from the image (`container_id`)."),
    containerName: filter.text(
      "Part of the name of a container created from the image (`container_name`). Case-sensitive.",
    ),
    podId: filter.text("ID of a pod that uses the image (`pod_id`)."),
    podName: filter.text("Part of the name of a pod that uses the image (`pod_name`). Case-sensitive."),
    appName: filter.text("Part of the name of software in the image (`app_name`). Case-sensitive."),
  },
  needs: {
    imageVersion: "imageName",
    startLatestUpdateTime: "endLatestUpdateTime",
    endLatestUpdateTime: "startLatestUpdateTime",
    startLatestScanTime: "endLatestScanTime",
    endLatestScanTime: "startLatestScanTime",
  },
  row,
  // HSS does not document whether a row is an image or an image on one server. All of these identify either.
  identity: ["imageId", "imageDigest", "imageName", "imageVersion", "hostId", "agentId"],
});

export type LocalImage = z.output<typeof row>;
