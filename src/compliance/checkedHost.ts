/** The properties of a server that the compliance check uses. A row of the list of servers has them all. */
export interface CheckedHost {
  hostId: string;
  hostName: string;
  agentId: string;
  agentStatus: string;
  /** The HSS edition, as the API names it. */
  version: string;
  privateIp: string;
  publicIp: string;
}

/** Identifies a server: one with two container runtimes has two rows in a list, but counts once. */
export function hostKey(host: Pick<CheckedHost, "hostId" | "agentId" | "hostName" | "privateIp" | "publicIp">): string {
  return host.hostId || host.agentId || JSON.stringify([host.hostName, host.privateIp, host.publicIp]);
}

/** Whether HSS's data about a server may be out of date, because its agent does not report. */
export function isStale(host: CheckedHost): boolean {
  return host.agentStatus !== "online";
}
