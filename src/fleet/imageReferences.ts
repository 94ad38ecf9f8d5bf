import { createHash } from "node:crypto";
import type { FleetImage, ImageReference } from "./fleet.js";

/** An image whose identity is complete. */
export interface IdentifiedImage extends FleetImage {
  imageName: string;
  imageVersion: string;
  /** "" for an image without one. */
  imageDigest: string;
}

type Identity = Partial<Pick<FleetImage, "imageName" | "imageVersion" | "imageDigest">>;

/** Fills in the identity of an image: the same digest for the same name and version. */
export function identified(image: FleetImage): IdentifiedImage {
  const { imageName = "", imageVersion = "" } = image;
  const madeUp = () => `sha256:${createHash("sha256").update(`${imageName}:${imageVersion}`).digest("hex")}`;
  return { ...image, imageName, imageVersion, imageDigest: image.imageDigest ?? madeUp() };
}

/**
 * The image that a reference names: one of the known images, or one that is not known.
 * @returns a text that says what is wrong with the reference, if it does not name one image
 */
export function findImage(reference: ImageReference, known: readonly IdentifiedImage[]): IdentifiedImage | string {
  const identity = typeof reference === "string" ? identityIn(reference) : reference;
  const given = Object.entries(identity ?? {}) as [keyof Identity, string | undefined][];
  if (given.length === 0)
    return 'must be "name:version", a digest, or an object with imageName, imageVersion and imageDigest';
  const fitting = known.filter((image) => given.every(([name, value]) => value === undefined || image[name] === value));
  if (fitting.length > 1) return "fits several images; give an object with imageName, imageVersion and imageDigest";
  return fitting[0] ?? identified({ ...identity });
}

/** The shortest reference that names this image among the known ones. */
export function referenceTo(image: IdentifiedImage, known: readonly IdentifiedImage[]): ImageReference {
  const { imageName, imageVersion, imageDigest } = image;
  const texts = [`${imageName}:${imageVersion}`, imageDigest];
  return texts.find((text) => findImage(text, known) === image) ?? { imageName, imageVersion, imageDigest };
}

/** A name may contain a port: `registry:5000/nginx:1.25.3`. */
function identityIn(text: string): Identity | undefined {
  if (text.startsWith("sha256:")) return { imageDigest: text };
  const [, imageName, imageVersion] = /^(.+):([^:/]+)$/.exec(text) ?? [];
  return imageName === undefined || imageVersion === undefined ? undefined : { imageName, imageVersion };
}
