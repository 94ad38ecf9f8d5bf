import { z } from "zod";
import { column } from "./column.js";
import { filter } from "./filter.js";
import { imageFilters } from "./imageFilters.js";
import { listOperation } from "./listOperation.js";

/** One server that holds the image, as ListLocalImageHosts describes it. */
const row = z
  .object({
    agentId: column.text("ID of the HSS agent on the server (`agent_id`)."),
    agentStatus: column.text(
      "Status of the HSS agent (`agent_status`), for example `online`, `offline`, `not_installed`. Other values may appear.",
    ),
    hostName: column.text("Server name (`host_name`)."),
    hostId: column.text("Server ID, a UUID (`host_id`)."),
    version: column.text(
      "HSS edition enabled for the server (`version`), for example `hss.version.null` (none), `hss.version.basic`, " +
        "`hss.version.enterprise`, `hss.version.premium`, `hss.version.container.enterprise`. Other values may appear.",
    ),
    privateIp: column.text("Private IP address (`private_ip`), for example `192.168.0.12`."),
    publicIp: column.text("Elastic IP address (`public_ip`), for example `203.0.113.7`."),
    dockerName: column.text("Name of the container runtime on the server (`docker_name`)."),
    dockerType: column.text(
      "Type of the container runtime (`docker_type`), for example `docker` or `containerd`. Other values may appear.",
    ),
  })
  .describe('A server that holds a local container image. A value that HSS does not send is "".')
  .meta({ id: "LocalImageHost" });

/** `GET /v5/{project_id}/image/local/hosts` (ListLocalImageHosts): the servers that hold a local image. */
export const localImageHosts = listOperation({
  path: "image/local/hosts",
  regionHeader: true,
  largestOffset: 100_000,
  filters: {
    ...imageFilters,
    hostName: filter.text(
      "Server name (`host_name`). HSS does not document whether it matches the whole name or a part of it.",
    ),
    agentId: filter.text("ID of the HSS agent on the server (`agent_id`)."),
  },
  row,
  // A server with several runtimes or addresses may have a row for each.
  identity: ["hostId", "agentId", "dockerName", "dockerType", "privateIp", "publicIp"],
});

export type LocalImageHost = z.output<typeof row>;
