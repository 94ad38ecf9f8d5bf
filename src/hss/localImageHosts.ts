import { z } from "zod";
import { listOperation } from "./listOperation.js";

/** One server that holds the image, as ListLocalImageHosts describes it. */
const row = z
  .object({
    agentId: z.string().describe("ID of the HSS agent on the server (`agent_id`)."),
    agentStatus: z
      .string()
      .describe(
        "Status of the HSS agent (`agent_status`), for example `online`, `offline`, `not_installed`. An open set: new values may appear.",
      ),
    hostName: z.string().describe("Server name (`host_name`)."),
    hostId: z.string().describe("Server ID, a UUID (`host_id`)."),
    version: z
      .string()
      .describe(
        "HSS edition enabled for the server (`version`), for example `hss.version.null` (none), `hss.version.basic`, " +
          "`hss.version.enterprise`, `hss.version.premium`, `hss.version.container.enterprise`. An open set.",
      ),
    privateIp: z.string().describe("Private IP address (`private_ip`), for example `192.168.0.12`."),
    publicIp: z.string().describe("Elastic IP address (`public_ip`), for example `203.0.113.7`."),
    dockerName: z.string().describe("Name of the container runtime on the server (`docker_name`)."),
    dockerType: z
      .string()
      .describe("Type of the container runtime (`docker_type`), for example `docker` or `containerd`. An open set."),
  })
  .describe('A server that holds a local container image. A value that HSS does not send is "".')
  .meta({ id: "LocalImageHost" });

/** `GET /v5/{project_id}/image/local/hosts` (ListLocalImageHosts): the servers that hold a local image. */
export const localImageHosts = listOperation({
  path: "image/local/hosts",
  filters: {
    imageName: "Image name (`image_name`), for example `nginx`.",
    imageVersion: "Image version, the tag (`image_version`), for example `1.25.3`.",
    imageDigest:
      "Image digest (`image_digest`), for example `sha256:5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef`.",
    hostName: "Server name (`host_name`).",
    agentId: "ID of the HSS agent on the server (`agent_id`).",
  },
  row,
  identity: ["hostId", "agentId", "dockerName", "dockerType"],
});
