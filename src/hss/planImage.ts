import { imageName, mayBe, type ImageFilterValues, type ImageKey } from "./planExactImage.js";

/** How to list the servers or the containers of one image. */
export interface ImagePlan {
  filters: ImageFilterValues;
  /** Why the list may also include those of other images. */
  unverified: string | undefined;
}

/**
 * Plans a list by the digest of an image, and by its name and version if others have the same digest or it has none.
 * @param images all images of the scope, or all whose names contain a part of this image's name. If it has a digest, those with the same one are enough
 * @param isWhole whether it is all images of the scope. Otherwise an image with another name may have the same digest
 * @returns undefined for an image without a digest, a name and a version: HSS has no list for it
 */
export function planImage(image: ImageKey, images: readonly ImageKey[], isWhole: boolean): ImagePlan | undefined {
  const { imageDigest } = image;
  const named = Object.fromEntries(
    Object.entries(keyOf(image)).filter(([, value]) => value !== ""),
  ) as ImageFilterValues;
  if (Object.keys(named).length === 0) return undefined;
  const others = images.filter(
    (other) =>
      other.imageName !== image.imageName ||
      other.imageVersion !== image.imageVersion ||
      other.imageDigest !== imageDigest,
  );
  const otherIn = (filters: ImageFilterValues) => others.find((other) => mayBe(other, filters));
  if (isWhole && imageDigest !== "" && otherIn({ imageDigest }) === undefined) {
    return { filters: { imageDigest }, unverified: undefined };
  }
  const other = otherIn(named);
  if (other === undefined) return { filters: named, unverified: undefined };
  const why = imageDigest === "" ? "it has no digest" : `${imageName(other)} has the same digest`;
  return { filters: named, unverified: `${imageName(image)} (${why})` };
}

function keyOf({ imageName, imageVersion, imageDigest }: ImageKey): ImageKey {
  return { imageName, imageVersion, imageDigest };
}
