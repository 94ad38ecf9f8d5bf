import { z } from "zod";
import { FLEET_FORMAT } from "./fleetFormat.js";

const text = (description: string) => z.string({ error: "must be a string" }).optional().describe(description);
const number = (description: string) => z.int({ error: "must be an integer" }).optional().describe(description);
const list = <Item extends z.ZodType>(item: Item, description: string) =>
  z.array(item, { error: "must be a list" }).optional().describe(description);

const identity = {
  imageName: text("Image name, for example `nginx`."),
  imageVersion: text("Image version (tag), for example `1.25.3`."),
  imageDigest: text(
    'Image digest: `sha256:` and 64 hexadecimal digits. "" for an image without one. Default: a digest that is made up from the name and version.',
  ),
};

const vulnerability = z
  .union(
    [
      z.string(),
      z.strictObject({
        vulId: z.string({ error: "must be a string" }).describe("Vulnerability ID."),
        vulName: text("Name of the vulnerability."),
        type: z
          .enum(["linux_vul", "app_vul"], { error: "must be one of: linux_vul, app_vul" })
          .optional()
          .describe("Type of the vulnerability. Default: `linux_vul`."),
        severityLevel: text("Severity: `Low`, `Medium`, `High` or `Critical`."),
        cves: z
          .record(z.string(), z.number({ error: "must be a number" }), { error: "must be an object" })
          .optional()
          .describe("CVE IDs of the vulnerability, each with its CVSS score. Default: none."),
        solutionDetail: text("What the vendor suggests to do."),
        isHandled: z
          .boolean({ error: "must be true or false" })
          .optional()
          .describe("Whether a user ignored it. Default: false."),
      }),
    ],
    { error: "must be a CVE ID or an object with vulId" },
  )
  .describe("A vulnerability: a CVE ID, or an object.");

const image = z
  .strictObject({
    ...identity,
    imageId: text("Image ID, a UUID. Default: made up from the name, version and digest."),
    localImageType: text("Where the image comes from: `swr_image` or `other_image`."),
    imageSize: number("Size of the image in bytes."),
    latestUpdateTime: number("When the image was last updated, in milliseconds since 1970."),
    scanStatus: text(
      "State of the image's security scan as in the list of images: `unscan`, `success`, `scanning`, `failed` or `waiting`.",
    ),
    scanFailedDesc: text("Why the scan failed."),
    nonScanReason: text("Why the image cannot be scanned."),
    latestScanTime: number("When the image's last scan was completed, in milliseconds since 1970."),
    severityLevel: text("Risk level that the scan found: `Security`, `Low`, `Medium` or `High`."),
    vulNum: number("Number of vulnerabilities found."),
    unsafeSettingNum: number("Number of unsafe settings found."),
    maliciousFileNum: number("Number of malicious files found."),
    componentNum: number("Number of software components in the image."),
    vulnerabilities: list(
      vulnerability,
      "The vulnerabilities that the scan found. Default: none, whatever `vulNum` says.",
    ),
    appNames: list(
      z.string({ error: "must be a string" }),
      "Names of software in the image, for the filter `appName`.",
    ),
    hostNum: number("Number of servers that hold the image. Default: counted in `hosts`."),
    containerNum: number("Number of containers created from the image. Default: counted in `hosts`."),
    hostName: text(
      "Name of the server that the image is reported from. Default: the first one in `hosts` that holds it.",
    ),
    hostId: text("ID of that server."),
    agentId: text("ID of the HSS agent on that server."),
  })
  .describe("What HSS knows about an image, on whichever server it is.");

const imageReference = z
  .union([z.string(), z.strictObject(identity)], {
    error: 'must be "name:version", a digest, or an object with imageName, imageVersion and imageDigest',
  })
  .describe(
    "An image: `name:version`, a digest, or an object with the properties that identify it. It need not be in `images`.",
  );

const container = z
  .strictObject({
    image: imageReference.describe("The image that the container was created from, one of the server's images."),
    containerId: text("Container ID. Default: made up from the server's ID and the container's position."),
    containerName: text("Container name."),
    entryPoint: text("Command that the container starts with."),
    podId: text("ID of the pod that the container belongs to."),
    podName: text("Name of that pod."),
  })
  .describe("A container on the server.");

const host = z
  .strictObject({
    hostName: text("Server name."),
    hostId: text(
      "Server ID, a UUID. A server with several addresses has an entry for each, with the same ID. Default: made up from the entry's position, " +
        "`00000000-0000-4000-a000-000000000001` for the first one.",
    ),
    agentId: text("ID of the HSS agent on the server."),
    agentStatus: text("Status of the HSS agent, for example `online`."),
    version: text("HSS edition enabled for the server, for example `hss.version.premium`."),
    privateIp: text("Private IP address."),
    publicIp: text("Elastic IP address."),
    dockerName: text("Name of the container runtime on the server."),
    dockerType: text("Type of the container runtime, for example `docker`."),
    enterpriseProjectId: text("Enterprise project of the server. Default: that of the fleet."),
    images: list(imageReference, "The images on the server."),
    containers: list(container, "The containers on the server. Default: none."),
  })
  .describe("A row of the list of servers.");

const formatVersion = z
  // Not a literal, because TypeScript reads a number from a JSON file.
  .number({ error: `must be ${FLEET_FORMAT}` })
  .refine((version) => version === FLEET_FORMAT, `must be ${FLEET_FORMAT}`)
  .meta({ const: FLEET_FORMAT })
  .describe(
    "Version of the file's format. It changes when a program that reads the previous version would misread a file.",
  );

/** Images and servers in one scope, as a program gives them. */
export const fleet = z
  .strictObject(
    {
      $schema: text("URL of the schema of this file, for editors."),
      formatVersion: formatVersion.optional(),
      region: text("Region of the servers. Default: every region has the same servers."),
      projectId: text("ID of the servers' project. Default: every project has the same servers."),
      enterpriseProjectId: text(
        "Enterprise project of servers that name none, and of calls that name none: an ID, or `0` for the default one. " +
          "Servers in `all_granted_eps` are found only by calls for `all_granted_eps`. Default: `0`.",
      ),
      hosts: list(host, "The servers, in the order of HSS."),
      images: list(
        image,
        "The images, in the order of HSS. An image that a server holds need not be here: then HSS knows nothing but its name, version and digest.",
      ),
    },
    { error: "must be an object" },
  )
  .describe("Recorded servers and container images of Huawei Cloud HSS, for tests.");

/** The same in a file, which must say its version. */
export const fleetFile = fleet.extend({ formatVersion }).meta({ title: "Fleet", description: fleet.description });

export type Fleet = z.output<typeof fleet>;
export type FleetImage = z.output<typeof image>;
export type FleetVulnerability = z.output<typeof vulnerability>;
export type FleetHost = z.output<typeof host>;
export type ImageReference = z.output<typeof imageReference>;

/** The JSON Schema of a file. docs/fleet.schema.json is made from it. */
export function fleetJsonSchema(): object {
  return z.toJSONSchema(fleetFile, { io: "input" });
}
