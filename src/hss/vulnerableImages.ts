import { z } from "zod";
import { column } from "./column.js";
import { filter } from "./filter.js";
import { listOperation } from "./listOperation.js";

/** One image with a vulnerability, as ListVulAffectImages describes it. */
const row = z.object({
  vulId: column.text("Vulnerability ID (`vul_id`)."),
  imageId: column.text("Image ID (`image_id`)."),
  imageName: column.text("Image name (`image_name`), for example `nginx`."),
  imageVersion: column.text("Image version (tag, `image_version`), for example `1.25.3`."),
  imageDigest: column.text("Image digest (`image_digest`). It begins with `sha256:`."),
  agentId: column.text("ID of the HSS agent on a server with the image (`agent_id`)."),
  repairNecessity: column.text(
    "How necessary a repair is (`repair_necessity`): `Low`, `Medium`, `High` or `Critical`. Other values may appear.",
  ),
  containerNum: column.count("Number of containers created from the image (`container_num`)."),
  firstScanTime: column.amount("Time of the first scan, in milliseconds since 1970 (`first_scan_time`)."),
  latestScanTime: column.amount("Time of the latest scan, in milliseconds since 1970 (`latest_scan_time`)."),
});

/** `GET /v5/{project_id}/vulnerability/images` (ListVulAffectImages): the images that a vulnerability affects. */
export const vulnerableImages = listOperation({
  path: "vulnerability/images",
  largestOffset: 2_000_000,
  filters: {
    vulId: filter.text("Vulnerability ID (`vul_id`). Required."),
    type: filter.text("Type of the vulnerability (`type`): `linux_vul` or `app_vul`. Required."),
    imageType: filter.text("Type of the images (`image_type`), for example `local`. Required."),
    isHandled: filter.flag("Whether the vulnerability was handled in the images (`is_handled`). Required."),
  },
  row,
  // HSS does not document whether a row is an image or an image on one server. All of these identify either.
  identity: ["imageId", "imageDigest", "imageName", "imageVersion", "agentId"],
});

export type VulnerableImage = z.output<typeof row>;
