/** What compliance has to know about a server; a row of the host list has it all. */
export interface CheckedHost {
  hostId: string;
  hostName: string;
  agentId: string;
  agentStatus: string;
  /** The HSS edition, by the API's name for it. */
  version: string;
  privateIp: string;
  publicIp: string;
}

/** Tells servers apart: one with two container runtimes has two rows in a list, and counts once. */
export function hostKey(host: CheckedHost): string {
  return host.hostId || host.agentId || JSON.stringify([host.hostName, host.privateIp, host.publicIp]);
}

/** What HSS knows of a server whose agent does not report may be out of date. */
export function isStale(host: CheckedHost): boolean {
  return host.agentStatus !== "online";
}
