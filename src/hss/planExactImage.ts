import type { FilterValues } from "./listOperation.js";

/** The properties of an image that the filters of other lists name. */
export interface ImageKey {
  imageName: string;
  imageVersion: string;
  /** "" for an image without one. */
  imageDigest: string;
}

export type ImageFilterValues = FilterValues & { readonly [Name in keyof ImageKey]?: string | undefined };

/** How to list what belongs to exactly one image, whether HSS compares names and versions as a whole or in part. */
export interface ExactImagePlan {
  /** The filters of the lists that make up the answer. */
  lists: ImageFilterValues[];
  /** Images that a list cannot distinguish from others, each with the reason. The list may also include the others. */
  unverified: string[];
}

/**
 * @param filters name at least a name or a version
 * @param images all images whose names contain that name
 * @returns undefined when no other image fits the filters in part: then the list by these filters is the answer
 */
export function planExactImage(filters: ImageFilterValues, images: readonly ImageKey[]): ExactImagePlan | undefined {
  const exact = images.filter((image) => fits(image, filters, (text, wanted) => text === wanted));
  const others = images.filter((image) => !exact.includes(image));
  const otherIn = (list: ImageFilterValues) => others.find((image) => mayBe(image, list));
  if (otherIn(filters) === undefined) return undefined;

  const lists = new Map<string, ImageFilterValues>();
  const unverified = new Map<string, string>();
  for (const image of exact) {
    const list = { ...filters, ...identifying(image) };
    lists.set(JSON.stringify(list), list);
    const other = otherIn(list);
    if (other === undefined) continue;
    const why = image.imageDigest === "" ? "it has no digest" : `${imageName(other)} has the same digest`;
    unverified.set(imageName(image), `${imageName(image)} (${why})`);
  }
  return { lists: [...lists.values()], unverified: [...unverified.values()] };
}

/** A digest names one image. Without it the version narrows the list as far as possible. */
function identifying({ imageDigest, imageVersion }: ImageKey): ImageFilterValues {
  if (imageDigest !== "") return { imageDigest };
  return imageVersion === "" ? {} : { imageVersion };
}

/** Whether a list with these filters may include what belongs to the image: how HSS matches names and versions is not documented. */
export function mayBe(image: ImageKey, filters: ImageFilterValues): boolean {
  return fits(image, filters, (text, wanted) => text.includes(wanted));
}

function fits(
  image: ImageKey,
  { imageName, imageVersion, imageDigest }: ImageFilterValues,
  matches: (text: string, wanted: string) => boolean,
): boolean {
  return (
    (imageName === undefined || matches(image.imageName, imageName)) &&
    (imageVersion === undefined || matches(image.imageVersion, imageVersion)) &&
    (imageDigest === undefined || image.imageDigest === imageDigest)
  );
}

/** An image in messages, for example `nginx:1.25.3`. */
export function imageName({ imageName, imageVersion }: ImageKey): string {
  return imageVersion === "" ? imageName : `${imageName}:${imageVersion}`;
}
