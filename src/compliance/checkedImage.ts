/** The properties of an image that the compliance check uses. A row of the list of images has them all. */
export interface CheckedImage {
  imageName: string;
  imageVersion: string;
  /** "" for an image without one. */
  imageDigest: string;
  localImageType: string;
  /** Milliseconds since 1970, as the other time. HSS may send 0 for a time that it does not know. */
  latestUpdateTime?: number | undefined;
  scanStatus: string;
  latestScanTime?: number | undefined;
  severityLevel: string;
  hostNum?: number | undefined;
  containerNum?: number | undefined;
}

export type ImageIdentity = Pick<CheckedImage, "imageName" | "imageVersion" | "imageDigest">;

/** Identifies an image, also one that has the name and the version of another. */
export function imageKey({ imageName, imageVersion, imageDigest }: ImageIdentity): string {
  return JSON.stringify([imageName, imageVersion, imageDigest]);
}

/** Whether HSS has a name or a version here. `--` and `<none>` stand for none. */
export function isNamed(text: string): boolean {
  return !/^(-*|<none>)$/.test(text);
}

/**
 * An image in reports: `nginx:1.25.3`. Only an image with both a name and a version can be told from the others on its server by these; others
 * also have their digest: `<none>@sha256:…`.
 */
export function imageLabel({ imageName, imageVersion, imageDigest }: ImageIdentity): string {
  const name = isNamed(imageName) ? imageName : "<none>";
  const version = isNamed(imageVersion) ? `:${imageVersion}` : "";
  const isTagged = name !== "<none>" && version !== "";
  return `${name}${version}${isTagged || imageDigest === "" ? "" : `@${imageDigest}`}`;
}
