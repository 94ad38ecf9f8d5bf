import type { Image, ImageRow } from "./host.js";
import { imageId } from "./imageId.js";
import { imageScan, severityOf } from "./imageScan.js";

/** The fields of the image in the list of images: recorded ones, or made-up ones that are the same for the same image. */
export function imageRow(image: Image): ImageRow {
  if (image.recorded) return { image_id: imageId(image), ...image.recorded.row };
  const scan = imageScan(image);
  const { found } = scan;
  return {
    image_id: imageId(image),
    local_image_type: scan.type,
    scan_status: scan.status,
    image_size: scan.size,
    latest_update_time: scan.updated,
    latest_scan_time: found?.scanned ?? 0,
    vul_num: found?.vulnerabilityIds.length,
    unsafe_setting_num: found?.unsafeSettings,
    malicious_file_num: found?.maliciousFiles,
    component_num: found?.components,
    ...(scan.status === "failed" && { scan_failed_desc: "The image could not be read" }),
    severity_level: severityOf(scan),
  };
}

/** Names of software in the image. */
export function imageApps(image: Image): readonly string[] {
  return image.recorded?.apps ?? imageScan(image).found?.apps ?? [];
}
