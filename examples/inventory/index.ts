import * as pulumi from "@pulumi/pulumi";
import * as hss from "pulumi-huaweicloud-hss";
import { crossTable } from "./crossTable";

const imageName = new pulumi.Config().get("imageName") ?? "nginx";

const all = hss.getLocalImageHostsOutput();
const holders = hss.getLocalImageHostsOutput({ imageName, imageMatch: "exact" });

/** Servers that hold any local image, by HSS edition and agent status. */
export const hostsByEdition = all.hosts.apply((hosts) =>
  crossTable(
    servers(hosts ?? []),
    "edition",
    (host) => host.version.replace("hss.version.", ""),
    (host) => host.agentStatus,
  ),
);

/** How many servers hold the image. */
export const holderCount = holders.hosts.apply((hosts) => hosts && servers(hosts).length);

/** What a firewall rule for the servers with the image needs: their private addresses as /32 prefixes. */
export const firewallAddresses = holders.hosts.apply((hosts) =>
  (hosts ?? [])
    .map((host) => host.privateIp)
    .filter((address) => address !== "")
    .map((address) => `${address}/32`),
);

/** Each server once: one with two addresses or two container runtimes has two rows. */
function servers<Host extends { hostId: string }>(hosts: readonly Host[]): Host[] {
  return [...new Map(hosts.map((host) => [host.hostId, host])).values()];
}
