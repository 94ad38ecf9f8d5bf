import type { Host } from "../../src/emulator/hss/host.js";

/** A server as the function returns it. */
export function asResult({ row }: Host): Record<string, string> {
  return {
    agentId: row.agent_id,
    agentStatus: row.agent_status,
    hostName: row.host_name,
    hostId: row.host_id,
    version: row.version,
    privateIp: row.private_ip,
    publicIp: row.public_ip ?? "",
    dockerName: row.docker_name ?? "",
    dockerType: row.docker_type ?? "",
  };
}
