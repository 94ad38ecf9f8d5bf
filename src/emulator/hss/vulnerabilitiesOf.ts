import type { Image, ImageVulnerability } from "./host.js";
import { imageScan } from "./imageScan.js";
import { vulnerabilityOf } from "./vulnerabilities.js";

/** What was found in an image: recorded, or made up. */
export function vulnerabilitiesOf(image: Image): readonly ImageVulnerability[] {
  if (image.recorded) return image.recorded.vulnerabilities;
  const { vulnerabilityIds = [], ignoredIds = [] } = imageScan(image).found ?? {};
  return vulnerabilityIds.map((id) => ({ ...vulnerabilityOf(id), isHandled: ignoredIds.includes(id) }));
}
