import type { Vulnerability } from "./vulnerabilities.js";

/** The nine fields that HSS answers for a server. It leaves some out, or sends null. */
export interface HostRow {
  readonly agent_id: string;
  readonly agent_status: string;
  readonly host_name: string;
  readonly host_id: string;
  readonly version: string;
  readonly private_ip: string;
  readonly public_ip?: string | null;
  readonly docker_name?: string;
  readonly docker_type?: string;
}

/** A dangling image has "--" or "" as its name and version. */
export interface Image {
  readonly name: string;
  readonly version: string;
  /** `sha256:` and hex; "" for an image without one. */
  readonly digest: string;
  /** What is known about a recorded image. For other images it is made up. */
  readonly recorded?: {
    /** A row of the list of images, without the image's name, version and digest. */
    readonly row: ImageRow;
    /** Names of software in the image. */
    readonly apps: readonly string[];
    readonly vulnerabilities: readonly ImageVulnerability[];
    /** Enterprise project of an image that no server holds. */
    readonly aloneIn?: string;
  };
  /** What a successful scan found. Without it, the scan is invented. */
  readonly vulnerabilityIds?: readonly string[];
  /** Those of them that a user ignored. */
  readonly ignoredIds?: readonly string[];
}

export type ImageRow = Readonly<Record<string, string | number | undefined>>;

/** A vulnerability that the scan of an image found. */
export interface ImageVulnerability extends Vulnerability {
  readonly isHandled: boolean;
}

/** A container of a server, and the image it was made from. */
export interface HostContainer {
  readonly image: Image;
  readonly id: string;
  readonly name: string;
  /** The command that it starts with. */
  readonly entryPoint: string;
  /** Only in Kubernetes. */
  readonly pod?: { readonly id: string; readonly name: string };
}

/** A row of the list of servers, with the properties that HSS filters by but does not answer. To change one, replace the object. */
export interface Host {
  readonly row: HostRow;
  readonly enterpriseProjectId: string;
  readonly images: readonly Image[];
  /** Of a recorded server. For other servers they are made up. */
  readonly containers?: readonly HostContainer[];
}
