import type { z } from "zod";
import { ArgumentError } from "../errors/argumentError.js";
import { validate, type PropertyFailure } from "../plugin/validate.js";
import { fleet as fleetSchema, type fleetFile, type FleetHost, type ImageReference } from "./fleet.js";
import { findImage, identified, type IdentifiedImage } from "./imageReferences.js";

type Container = NonNullable<FleetHost["containers"]>[number];

/** A server with all of its images and containers, and with an ID. */
export interface CompleteHost extends Omit<FleetHost, "images" | "containers"> {
  hostId: string;
  enterpriseProjectId: string;
  images: readonly IdentifiedImage[];
  containers: readonly (Omit<Container, "image"> & { image: IdentifiedImage })[];
}

/** A fleet without references and defaults. */
export interface CompleteFleet {
  region: string | undefined;
  projectId: string | undefined;
  enterpriseProjectId: string;
  hosts: readonly CompleteHost[];
  /** The images that `images` of the fleet has, in the same order. */
  images: readonly IdentifiedImage[];
}

/**
 * Checks a fleet, and follows its references.
 * @param schema that of a file, or of a fleet in a program
 * @throws ArgumentError that names each property that is wrong
 */
export function readFleet(given: unknown, schema: typeof fleetSchema | typeof fleetFile = fleetSchema): CompleteFleet {
  const validated = validate<z.ZodObject>(schema, given as Record<string, unknown>, "property");
  if (!validated.ok) throw invalidFleet(validated.failures);
  const {
    region,
    projectId,
    enterpriseProjectId = "0",
    hosts = [],
    images = [],
  } = validated.values as z.output<typeof fleetSchema>;
  const failures: PropertyFailure[] = [];
  const listed = images.map(identified);
  const firstImages = new Map<string, number>();
  listed.forEach((image, index) => {
    const first = firstImages.get(identityOf(image));
    if (first === undefined) firstImages.set(identityOf(image), index);
    else failures.push({ property: `images[${index}]`, reason: `is the same image as images[${first}]` });
  });
  // An image that only servers name is one image, too.
  const known = [...listed];
  const followed = new Map<string, IdentifiedImage>();
  const find = (reference: ImageReference, property: string): IdentifiedImage[] => {
    const key = JSON.stringify(reference);
    const before = followed.get(key);
    if (before !== undefined) return [before];
    const found = findImage(reference, known);
    if (typeof found === "string") {
      failures.push({ property, reason: found });
      return [];
    }
    if (!known.includes(found)) known.push(found);
    followed.set(key, found);
    return [found];
  };
  const firstEntries = new Map<string, number>();
  const complete = hosts.map((host, index): CompleteHost => {
    const at = `hosts[${index}]`;
    const hostId = host.hostId ?? `00000000-0000-4000-a000-${String(index + 1).padStart(12, "0")}`;
    const first = firstEntries.get(hostId) ?? index;
    firstEntries.set(hostId, first);
    if (first < index && host.containers?.length) {
      failures.push({
        property: `${at}.containers`,
        reason: `must be in hosts[${first}], the first entry of the server`,
      });
    }
    const containers = (host.containers ?? []).flatMap((container, position) =>
      find(container.image, `${at}.containers[${position}].image`).map((image) => ({ ...container, image })),
    );
    const held = (host.images ?? []).flatMap((image, position) => find(image, `${at}.images[${position}]`));
    return {
      ...host,
      hostId,
      enterpriseProjectId: host.enterpriseProjectId ?? enterpriseProjectId,
      images: [...new Set([...held, ...containers.map(({ image }) => image)])],
      containers,
    };
  });
  if (failures.length > 0) throw invalidFleet(failures);
  return { region, projectId, enterpriseProjectId, hosts: complete, images: listed };
}

function identityOf({ imageName, imageVersion, imageDigest }: IdentifiedImage): string {
  return JSON.stringify([imageName, imageVersion, imageDigest]);
}

function invalidFleet(failures: readonly PropertyFailure[]): ArgumentError {
  const [{ property, reason, known } = { property: "", reason: "" }] = failures;
  const page = "docs/testing.md describes fleets.";
  if (failures.length > 1) {
    const details = failures.map((each) => [each.property, each.reason] as const);
    const summary = `${failures.length} properties of the fleet are invalid.`;
    return new ArgumentError(property, summary, `Correct them. ${page}`, details);
  }
  if (known !== undefined) {
    const advice = `Use one of: ${known.join(", ")}.`;
    return new ArgumentError(property, `The fleet has no property ${property}.`, advice);
  }
  const subject = property === "" ? "The fleet" : `The fleet's ${property}`;
  return new ArgumentError(property, `${subject} ${reason}.`, `Correct it. ${page}`);
}
