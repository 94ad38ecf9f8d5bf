import type { Account } from "./auth/account.js";
import type { Exchange } from "./server/exchange.js";
import type { Host } from "./hss/fleet.js";

export interface Project {
  id: string;
  /** For a region's main project, the region's name. */
  name: string;
}

export interface Quota {
  /** Requests that one window allows. */
  limit: number;
  /** Milliseconds from a window's first request to its end. */
  windowMs: number;
}

/** With session tokens (v2) or without (v1), absent, or reached without ever answering, as through a firewall. */
export type MetadataMode = "v2" | "v1" | "none" | "hanging";

/** How the emulator behaves. All of it may be changed while it runs, and holds from the next request on. */
export interface EmulatorSettings {
  /** Names the one project that there is unless `projects` says otherwise. Requests may name any region. */
  region: string;
  projects: Project[];
  accounts: Account[];
  /**
   * The servers, in the order they are listed. Assign another array to change the fleet, also in mid-scan. Once
   * assigned, an array is frozen: serving 100,000 servers fast means not looking for changes within it.
   */
  fleet: readonly Host[];
  /** The most rows a page holds, however large the limit. */
  pageCap: number;
  /** Milliseconds before each answer. */
  latencyMs: number;
  /** Holds for HSS, not for IAM. */
  quota: Quota | undefined;
  /** What plays the metadata service of an ECS server. */
  metadata: MetadataMode;
  /** The time that passes here, in milliseconds since 1970. */
  now: () => number;
  /** Milliseconds that this server's clock is ahead of `now`. */
  clockSkewMs: number;
  /** Sees each request first. Returns true when it has answered, or broken the connection, itself. */
  intercept: ((exchange: Exchange) => boolean | Promise<boolean>) | undefined;
}
