import type { Fleet, FleetHost } from "../../fleet/fleet.js";
import { FLEET_FORMAT, FLEET_SCHEMA } from "../../fleet/fleetFormat.js";
import { referenceTo, type IdentifiedImage } from "../../fleet/imageReferences.js";
import type { EmulatorSettings } from "../emulatorSettings.js";
import { containersOf } from "./containersOf.js";
import type { Image } from "./host.js";
import { imageApps, imageRow } from "./imageRow.js";
import { serversOf } from "./serversOf.js";
import { vulnerabilitiesOf } from "./vulnerabilitiesOf.js";
import { fromRow, HOST_FIELDS, IMAGE_FIELDS } from "./wireFields.js";

/** An emulator's servers and images in the recorded form. An emulator with the result gives the same answers. */
export function recordedFleet({ fleet, images }: Pick<EmulatorSettings, "fleet" | "images">): Fleet {
  const all = new Set([...images, ...fleet.flatMap((host) => host.images)]);
  const recorded = new Map([...all].map((image) => [image, recordedImage(image)]));
  const known = [...recorded.values()];
  const references = new Map([...recorded].map(([image, each]) => [image, referenceTo(each, known)]));
  const referenceOf = (image: Image) => references.get(image) ?? recordedImage(image);
  const servers = new Set(serversOf(fleet));
  const hosts = fleet.map((host): FleetHost => {
    const containers = servers.has(host) ? containersOf(host) : [];
    return {
      ...fromRow(HOST_FIELDS, host.row),
      enterpriseProjectId: host.enterpriseProjectId,
      images: host.images.map(referenceOf),
      containers: containers.map(({ image, id, name, entryPoint, pod }) => ({
        image: referenceOf(image),
        containerId: id,
        containerName: name,
        entryPoint,
        podId: pod?.id,
        podName: pod?.name,
      })),
    };
  });
  return { $schema: FLEET_SCHEMA, formatVersion: FLEET_FORMAT, hosts, images: known };
}

function recordedImage(image: Image): IdentifiedImage {
  const { name, version, digest } = image;
  const appNames = [...imageApps(image)];
  const vulnerabilities = vulnerabilitiesOf(image).map((each) => ({
    vulId: each.id,
    vulName: each.name,
    type: each.type,
    severityLevel: each.severity,
    cves: { ...each.cves },
    solutionDetail: each.solution,
    isHandled: each.isHandled,
  }));
  return {
    imageName: name,
    imageVersion: version,
    imageDigest: digest,
    ...fromRow(IMAGE_FIELDS, imageRow(image)),
    vulnerabilities,
    appNames,
  };
}
