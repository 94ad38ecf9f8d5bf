import { z } from "zod";
import { column } from "./column.js";
import { filter } from "./filter.js";
import { imageFilters } from "./imageFilters.js";
import { listOperation } from "./listOperation.js";

/** One container that was created from the image, as ListLocalImageContainers describes it. */
const row = z
  .object({
    containerId: column.text("Container ID (`container_id`)."),
    containerName: column.text("Container name (`container_name`)."),
    entryPoint: column.text("Command that the container starts with (`entry_point`)."),
    podId: column.text("ID of the pod that the container belongs to (`pod_id`)."),
    podName: column.text("Name of the pod that the container belongs to (`pod_name`)."),
    agentId: column.text("ID of the HSS agent on the server (`agent_id`)."),
    hostId: column.text("ID of the server the container is on, a UUID (`host_id`)."),
    hostName: column.text("Name of the server the container is on (`host_name`)."),
    privateIp: column.text("Private IP address of that server (`private_ip`), for example `192.168.0.12`."),
    publicIp: column.text("Elastic IP address of that server (`public_ip`), for example `203.0.113.7`."),
  })
  .describe('A container that was created from a local image. A value that HSS does not send is "".')
  .meta({ id: "LocalImageContainer" });

/** `GET /v5/{project_id}/image/local/containers` (ListLocalImageContainers): the containers created from a local image. */
export const localImageContainers = listOperation({
  path: "image/local/containers",
  regionHeader: true,
  largestOffset: 100_000,
  filters: {
    ...imageFilters,
    containerId: filter.text("Container ID (`container_id`)."),
    agentId: filter.text("ID of the HSS agent on the server (`agent_id`)."),
  },
  row,
  // Name and pod are included, so that containers without an ID on the same server have different identities.
  identity: ["containerId", "containerName", "podId", "hostId", "agentId", "privateIp", "publicIp"],
});

export type LocalImageContainer = z.output<typeof row>;
