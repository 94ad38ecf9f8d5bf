import { createHash } from "node:crypto";
import type { IdentifiedImage } from "../../fleet/imageReferences.js";
import type { CompleteFleet } from "../../fleet/readFleet.js";
import { EMULATED_PROJECT_ID, EMULATED_REGION } from "../defaultSettings.js";
import type { EmulatorSettings } from "../emulatorSettings.js";
import type { Host, HostRow, Image } from "./host.js";
import { HOST_FIELDS, IMAGE_FIELDS, toRow } from "./wireFields.js";

const NOTHING = { host_name: "", agent_id: "", agent_status: "", version: "", private_ip: "" };

export type EmulatedFleet = Pick<EmulatorSettings, "region" | "projects" | "fleet" | "images">;

/** The settings of an emulator with the servers and images of a recorded fleet. */
export function emulatedFleet(recorded: CompleteFleet): EmulatedFleet {
  const { region = EMULATED_REGION, projectId = EMULATED_PROJECT_ID } = recorded;
  const images = new Map<IdentifiedImage, Image>();
  const emulated = (image: IdentifiedImage) => {
    const known = images.get(image) ?? emulatedImage(image, recorded.enterpriseProjectId);
    images.set(image, known);
    return known;
  };
  return {
    region,
    projects: [{ id: projectId, name: region }],
    images: recorded.images.map(emulated),
    fleet: recorded.hosts.map((host): Host => {
      return {
        row: { ...NOTHING, ...toRow(HOST_FIELDS, host) } as HostRow,
        enterpriseProjectId: host.enterpriseProjectId,
        images: host.images.map(emulated),
        containers: host.containers.map(({ image, ...container }, index) => ({
          image: emulated(image),
          id: container.containerId ?? createHash("sha256").update(`${host.hostId} ${index}`).digest("hex"),
          name: container.containerName ?? "",
          entryPoint: container.entryPoint ?? "",
          ...((container.podId ?? container.podName) !== undefined && {
            pod: { id: container.podId ?? "", name: container.podName ?? "" },
          }),
        })),
      };
    }),
  };
}

function emulatedImage(image: IdentifiedImage, enterpriseProjectId: string): Image {
  const { imageName: name, imageVersion: version, imageDigest: digest, appNames: apps = [] } = image;
  return { name, version, digest, recorded: { row: toRow(IMAGE_FIELDS, image), apps, enterpriseProjectId } };
}
