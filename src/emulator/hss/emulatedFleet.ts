import { createHash } from "node:crypto";
import type { FleetVulnerability } from "../../fleet/fleet.js";
import type { IdentifiedImage } from "../../fleet/imageReferences.js";
import type { CompleteFleet } from "../../fleet/readFleet.js";
import { EMULATED_PROJECT_ID, EMULATED_REGION } from "../defaultSettings.js";
import type { EmulatorSettings } from "../emulatorSettings.js";
import type { Host, HostRow, Image, ImageVulnerability } from "./host.js";
import { HOST_FIELDS, IMAGE_FIELDS, toRow } from "./wireFields.js";

const NOTHING = { host_name: "", agent_id: "", agent_status: "", version: "", private_ip: "" };

export type EmulatedFleet = Pick<EmulatorSettings, "region" | "projects" | "fleet" | "images">;

/** The settings of an emulator with the servers and images of a recorded fleet. */
export function emulatedFleet(recorded: CompleteFleet): EmulatedFleet {
  const { region = EMULATED_REGION, projectId = EMULATED_PROJECT_ID } = recorded;
  const images = new Map<IdentifiedImage, Image>();
  const held = new Set(recorded.hosts.flatMap((host) => host.images));
  const emulated = (image: IdentifiedImage) => {
    const known = images.get(image) ?? emulatedImage(image, held.has(image) ? undefined : recorded.enterpriseProjectId);
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

function emulatedImage(image: IdentifiedImage, aloneIn: string | undefined): Image {
  const { imageName: name, imageVersion: version, imageDigest: digest, appNames: apps = [] } = image;
  const vulnerabilities = (image.vulnerabilities ?? []).map(emulatedVulnerability);
  const recorded = { row: toRow(IMAGE_FIELDS, image), apps, vulnerabilities };
  return { name, version, digest, recorded: aloneIn === undefined ? recorded : { ...recorded, aloneIn } };
}

function emulatedVulnerability(given: FleetVulnerability): ImageVulnerability {
  // JSON has null for a score that is not known.
  const { vulId, ...more } = typeof given === "string" ? { vulId: given, cves: { [given]: NaN } } : given;
  const {
    vulName = vulId,
    type = "linux_vul",
    severityLevel = "",
    cves = {},
    solutionDetail = "",
    isHandled = false,
  } = more as Exclude<FleetVulnerability, string>;
  return { id: vulId, name: vulName, type, severity: severityLevel, cves, solution: solutionDetail, isHandled };
}
