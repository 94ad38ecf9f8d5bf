import { findingsOf, type Finding } from "./findingsOf.js";
import { imageId } from "./imageId.js";
import type { ListOperation } from "./listOperation.js";
import { matchesText } from "./matchesText.js";

/** `GET /v5/{project_id}/vulnerability/images`. Whether the real list has a row for each server is not documented: here it has one for each image. */
export const listVulnerableImages: ListOperation<Finding> = {
  path: "vulnerability/images",
  needsRegion: false,
  largestOffset: 2_000_000,
  required: {
    vul_id: /./,
    type: /^(linux|app)_vul$/,
    image_type: /^(local|registry|cicd|cluster)$/,
    is_handled: /^(true|false)$/,
  },
  itemsOf: findingsOf,
  matches: ({ vulnerability, image, isHandled }, query) =>
    query.get("image_type") === "local" &&
    query.get("vul_id") === vulnerability.id &&
    query.get("type") === vulnerability.type &&
    query.get("is_handled") === String(isHandled) &&
    matchesText(vulnerability.severity, query.get("repair_necessity"), "exact") &&
    matchesText(imageId(image), query.get("image_id"), "exact") &&
    matchesText(image.name, query.get("image_name"), "part"),
  row: ({ vulnerability, image, result, isHandled, firstScanned, host, containers }) => ({
    image_id: imageId(image),
    image_name: image.name,
    image_version: image.version,
    image_digest: image.digest,
    image_type: "local_image",
    vul_id: vulnerability.id,
    agent_id: host.row.agent_id,
    repair_necessity: vulnerability.severity,
    container_num: containers,
    status: isHandled ? "vul_status_ignored" : "vul_status_unfix",
    // HSS documents texts for these two.
    first_scan_time: String(firstScanned),
    latest_scan_time: String(result.scanned),
  }),
};
