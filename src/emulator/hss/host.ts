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
  /** What a successful scan found. Without it, the scan is invented. */
  readonly vulnerabilityIds?: readonly string[];
  /** Those of them that a user ignored. */
  readonly ignoredIds?: readonly string[];
}

/** A row of the list of servers, with the properties that HSS filters by but does not answer. To change one, replace the object. */
export interface Host {
  readonly row: HostRow;
  readonly enterpriseProjectId: string;
  readonly images: readonly Image[];
}
