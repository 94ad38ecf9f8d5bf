import type { Account } from "./auth/account.js";
import type { Exchange } from "./server/exchange.js";
import type { IdentityProvider } from "./iam/identityProvider.js";
import type { Host } from "./hss/host.js";

export interface Project {
  id: string;
  /** The main project of a region has the region's name. */
  name: string;
}

export interface Quota {
  /** Requests that one window allows. */
  limit: number;
  /** Length of a window in milliseconds. It starts with its first request. */
  windowMs: number;
}

/** `v2` needs session tokens, `v1` does not, `none` answers 404, and `hanging` never answers. */
export type MetadataMode = "v2" | "v1" | "none" | "hanging";

/** Whether a filter must be the whole text, or may be any part of it. */
export type HostMatch = "exact" | "part";

/** How the emulator behaves. Any of it may change while the emulator runs; the next request sees the change. */
export interface EmulatorSettings {
  /** The region, and the name of its main project. Requests may name any region. */
  region: string;
  projects: Project[];
  accounts: Account[];
  /** Whose tokens lead in. */
  identityProviders: IdentityProvider[];
  /**
   * The rows of the list of servers, in its order; a server with two addresses has two rows. To change the fleet, assign
   * another array: the emulator freezes it, and keeps what it has worked out from it.
   */
  fleet: readonly Host[];
  /** The most rows in a page. A larger limit does not raise it. */
  pageCap: number;
  /**
   * How image_name, image_version and host_name match in the lists of servers and containers, because HSS does not document it.
   */
  hostMatch: HostMatch;
  /** How cve_id and vul_id match in the list of vulnerabilities, because HSS does not document it. */
  cveMatch: HostMatch;
  /** Milliseconds before each answer. */
  latencyMs: number;
  /** For HSS only, not for IAM. */
  quota: Quota | undefined;
  /** How the metadata service of an ECS server behaves. */
  metadata: MetadataMode;
  /** The current time in milliseconds since 1970. */
  now: () => number;
  /** How far the server's clock is ahead of `now`, in milliseconds. */
  clockSkewMs: number;
  /** Sees each request first. Returns true when it has answered the request, or has broken the connection. */
  intercept: ((exchange: Exchange) => boolean | Promise<boolean>) | undefined;
}
