import type { Host } from "./host.js";

/** The fleet with one entry for each server, also for a server that has a row for each of its addresses. */
export function serversOf(fleet: readonly Host[]): Host[] {
  const seen = new Set<string>();
  return fleet.filter(({ row: { host_id } }) => !seen.has(host_id) && seen.add(host_id));
}
