import { imageKey, type CheckedImage, type ImageIdentity } from "../../compliance/checkedImage.js";
import type { ReadList } from "../../compliance/metadataOf.js";
import { imagesWithVulnerability } from "../../hss/imagesWithVulnerability.js";
import type { Call } from "../../plugin/packageDefinition.js";
import type { FunctionContext } from "../functionContext.js";
import { ScanStatus } from "../scanStatus.js";
import { warnOfDrift } from "../warnOfDrift.js";
import type { ScopeRequest } from "./scopeRequest.js";

export interface AffectedImages {
  /** Whether a scan found the CVE in the image. */
  hasCve: (image: ImageIdentity, cve: string) => boolean;
  /** All images with one of the CVEs. */
  images: readonly CheckedImage[];
  lists: readonly ReadList[];
}

/** Finds the images in which scans found the CVEs. The lists are read one CVE after another: each is several lists. */
export async function readAffected(
  cves: readonly string[],
  { functionName, region, projectId, enterpriseProjectId, consistency }: ScopeRequest,
  context: FunctionContext,
  call: Call,
): Promise<AffectedImages> {
  const status = new ScanStatus(functionName, "rows", call, context.clock);
  const options = { onWait: status.onWait, onSend: call.sending, signal: call.signal };
  const scope = { region, projectId, enterpriseProjectId, consistency };
  const found = [];
  for (const cve of new Set(cves)) {
    found.push({ cve, ...(await imagesWithVulnerability(context.hss, { cve }, scope, options)) });
  }
  for (const { drift } of found) warnOfDrift(functionName, drift, call);
  const known = new Map(found.map(({ cve, images }) => [cve, new Set(images.map(imageKey))]));
  return {
    hasCve: (image, cve) => known.get(cve)?.has(imageKey(image)) ?? false,
    images: found.flatMap(({ images }) => images.map(scannedImage)),
    lists: found.map(({ cve, images, drift, scope, requestIds }) => ({
      list: "vulnerabilities",
      image: cve,
      rows: images,
      drift,
      scope,
      requestIds,
      unverifiedImages: [],
    })),
  };
}

/** What is known of an image in which a scan found something. */
function scannedImage(image: ImageIdentity & { containerNum?: number }): CheckedImage {
  const { imageName, imageVersion, imageDigest, containerNum } = image;
  const known = { imageName, imageVersion, imageDigest, containerNum };
  return { ...known, localImageType: "", scanStatus: "success", severityLevel: "" };
}
