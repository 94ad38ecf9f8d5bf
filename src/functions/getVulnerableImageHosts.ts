import pMap from "p-map";
import { z } from "zod";
import { hostKey } from "../compliance/checkedHost.js";
import { ResponseShapeError } from "../errors/responseShapeError.js";
import type { ImageLists } from "../hss/exactImageList.js";
import { filter } from "../hss/filter.js";
import { imageVulnerabilities, type ImageVulnerability } from "../hss/imageVulnerabilities.js";
import {
  imagesWithVulnerability,
  type AffectedImage,
  type VulnerabilityScope,
} from "../hss/imagesWithVulnerability.js";
import { LISTS_AT_ONCE } from "../hss/listsAtOnce.js";
import { localImageHosts, type LocalImageHost } from "../hss/localImageHosts.js";
import { planImage } from "../hss/planImage.js";
import { vulnerableImages } from "../hss/vulnerableImages.js";
import { defineFunction, type Call } from "../plugin/packageDefinition.js";
import { CVE_ID, NO_CVE_ID } from "../schema/cveId.js";
import { consistencyArgument } from "./consistencyArgument.js";
import type { FunctionContext } from "./functionContext.js";
import { listRows } from "./listRows.js";
import { ScanStatus } from "./scanStatus.js";
import { scopeArguments } from "./scopeArguments.js";
import { warnOfDrift } from "./warnOfDrift.js";
import { warnOfUnverified } from "./warnOfUnverified.js";
import { withinTime } from "./withinTime.js";

const args = z
  .strictObject({
    cve: filter
      .text("CVE ID, for example `CVE-2021-44228`. Either this or `vulnerabilityId` is required.")
      .refine((cve) => cve === undefined || CVE_ID.test(cve), { error: NO_CVE_ID }),
    vulnerabilityId: filter.text("ID of a vulnerability in HSS (`vul_id`), instead of a CVE ID."),
    imageName: filter.text("Only images with exactly this name, for example `log4j-demo`."),
    imageVersion: filter.text("Only images with exactly this version (tag), for example `2.14.1`."),
    imageDigest: filter.text("Only images with this digest, in full. It begins with `sha256:`."),
    ...scopeArguments,
    ...consistencyArgument,
  })
  .check(({ value: { cve, vulnerabilityId }, issues }) => {
    if ((cve === undefined) !== (vulnerabilityId === undefined)) return;
    const message = cve === undefined ? "or vulnerabilityId must be set" : "and vulnerabilityId cannot both be set";
    issues.push({ code: "custom", path: ["cve"], message, input: cve });
  });

const image = z
  .object({
    reference: z
      .string()
      .describe("The image as one text: name, version and digest, for example `nginx:1.25.3@sha256:…`."),
    imageId: z.string().describe("Image ID (`image_id`)."),
    imageName: z.string().describe("Image name (`image_name`)."),
    imageVersion: z.string().describe("Image version (tag, `image_version`)."),
    imageDigest: z.string().describe("Image digest (`image_digest`)."),
    vulIds: z.array(z.string()).describe("IDs of the vulnerabilities that scans found in the image (`vul_id`)."),
    repairNecessity: z
      .string()
      .describe(
        "How necessary a repair is (`repair_necessity`): `Low`, `Medium`, `High` or `Critical`. The highest, if HSS gives several.",
      ),
    handled: z
      .boolean()
      .describe("Whether the vulnerabilities were handled in HSS, for example ignored. They are still in the image."),
    containerNum: z
      .int()
      .optional()
      .describe("Number of containers created from the image (`container_num`). The largest, if HSS gives several."),
    firstScanTime: z
      .number()
      .optional()
      .describe("Time of the first scan, in milliseconds since 1970 (`first_scan_time`)."),
    latestScanTime: z
      .number()
      .optional()
      .describe("Time of the latest scan, in milliseconds since 1970 (`latest_scan_time`)."),
  })
  .describe('An image with the vulnerability. A string that HSS does not send is "".')
  .meta({ id: "VulnerableImage" });

const host = z
  .object({
    ...(localImageHosts.row.shape as Record<keyof LocalImageHost, z.ZodString>),
    privateIps: z.array(z.string()).describe("All private IP addresses that HSS lists for the server."),
    publicIps: z.array(z.string()).describe("All elastic IP addresses that HSS lists for the server."),
    images: z.array(z.string()).describe("The images with the vulnerability on the server: `reference` of each."),
  })
  .describe("A server that holds an image with the vulnerability.")
  .meta({ id: "VulnerableImageHost" });

type VulnerableHost = z.output<typeof host>;

const name = "getVulnerableImageHosts";

export const getVulnerableImageHosts = defineFunction({
  name,
  description:
    "Gets the images on servers in which scans of HSS found a CVE, and the servers that hold these images (ListGeneralImageVuls, " +
    "ListVulAffectImages, ListLocalImageHosts). It finds vulnerabilities in Linux packages and in applications, also those that were handled " +
    "in HSS: see `handled`. CVE IDs, names and versions are compared as a whole. An image without a successful scan is never in the result: " +
    "find such images with `getLocalImages`. The lists are read one after another, each completely or the call fails; see `getLocalImageHosts`. " +
    "A vulnerability that was handled, and becomes unhandled again during the call, can be missed. The servers take at least one request for each image.",
  input: args,
  output: z.object({
    vulnerabilities: z
      .array(imageVulnerabilities.row as unknown as z.ZodType<ImageVulnerability>)
      .describe("The vulnerabilities with the CVE, also if no image in the result has them."),
    images: z.array(image).describe("The images with one of these vulnerabilities, each once."),
    hosts: z
      .array(host)
      .describe("The servers that hold one of these images, each once, with the first row that HSS has for it."),
    unverifiedImages: z
      .array(z.string())
      .describe(
        "Images that HSS may confuse with others, each with the reason, for example `nginx:1.25.3 (it has no digest)`. `hosts` may include servers that hold only the others.",
      ),
  }),
  async run(args, context: FunctionContext, call) {
    const { cve, vulnerabilityId = "", imageName, imageVersion, imageDigest, enterpriseProjectId, ...scope } = args;
    const wanted = cve === undefined ? { vulnerabilityId } : { cve };
    return await withinTime(name, context, call, async (timed) => {
      const status = new ScanStatus(name, "rows", timed, context.clock);
      const options = { onWait: status.onWait, onSend: timed.sending, signal: timed.signal };
      const found = await imagesWithVulnerability(context.hss, wanted, { ...scope, enterpriseProjectId }, options);
      warnOfDrift(name, found.drift, timed);
      const fits = (image: AffectedImage) =>
        image.imageName === (imageName ?? image.imageName) &&
        image.imageVersion === (imageVersion ?? image.imageVersion) &&
        image.imageDigest === (imageDigest ?? image.imageDigest);
      const images = found.images.filter(fits);
      const lists = await listHosts(images, found.images, { ...scope, enterpriseProjectId }, context, timed);
      return {
        vulnerabilities: found.vulnerabilities,
        images,
        hosts: distinctHosts(lists),
        unverifiedImages: [...new Set(lists.flatMap(({ unverifiedImages }) => unverifiedImages))],
      };
    });
  },
});

interface HostsOfImage {
  image: AffectedImage;
  rows: LocalImageHost[];
  unverifiedImages: string[];
}

/** Lists the servers of each image: by its digest if no other image has the same one, otherwise by all that is known of it. */
async function listHosts(
  images: readonly AffectedImage[],
  allImages: readonly AffectedImage[],
  { enterpriseProjectId, ...scope }: VulnerabilityScope,
  context: FunctionContext,
  call: Call,
): Promise<HostsOfImage[]> {
  const imageLists: ImageLists = new Map();
  const read = async (image: AffectedImage): Promise<HostsOfImage> => {
    const { reference, imageDigest } = image;
    const plan = planImage(image, allImages, true);
    if (plan === undefined) throw unnamed(image);
    const request = { ...scope, filters: { ...plan.filters, enterpriseProjectId } };
    const noun = `hosts with ${reference}`;
    const listed = { functionName: name, operation: localImageHosts, noun, request, imageLists };
    const { rows, unverifiedImages } = await listRows({ ...listed, imageMatch: "exact" }, context, call);
    if (imageDigest !== "" || unverifiedImages.length > 0) return { image, rows, unverifiedImages };
    // Another image may have the same name and version, and a digest.
    const unverified = [`${reference} (it has no digest)`];
    warnOfUnverified(name, unverified, call);
    return { image, rows, unverifiedImages: unverified };
  };
  return pMap(images, read, { concurrency: LISTS_AT_ONCE, signal: call.signal });
}

/** Without any filter, HSS would list the servers of all images. */
function unnamed({ imageId, vulIds }: AffectedImage): ResponseShapeError {
  return new ResponseShapeError(
    [
      ["list", vulnerableImages.path],
      ["image ID", imageId],
      ["vulnerability", vulIds.join(", ")],
    ],
    "image_digest",
    "the image has no digest, name or version, so HSS cannot list its servers",
    { advice: "Delete the image, or set imageName to leave it out." },
  );
}

/** Each server once. It has a row for each of its images, and maybe for each of its addresses and runtimes. */
function distinctHosts(lists: readonly HostsOfImage[]): VulnerableHost[] {
  const hosts = new Map<string, VulnerableHost>();
  for (const { image, rows } of lists) {
    for (const row of rows) {
      const key = hostKey(row);
      const known = hosts.get(key) ?? { ...row, privateIps: [], publicIps: [], images: [] };
      hosts.set(key, {
        ...known,
        privateIps: withText(known.privateIps, row.privateIp),
        publicIps: withText(known.publicIps, row.publicIp),
        images: withText(known.images, image.reference),
      });
    }
  }
  return [...hosts.values()];
}

function withText(texts: readonly string[], text: string): string[] {
  return text === "" || texts.includes(text) ? [...texts] : [...texts, text];
}
