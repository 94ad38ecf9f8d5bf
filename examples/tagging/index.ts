import * as pulumi from "@pulumi/pulumi";
import * as hss from "pulumi-huaweicloud-hss";
import { TmsResourceTags } from "./huaweicloud";

const config = new pulumi.Config();
const imageName = config.require("imageName");
const projectId = config.require("projectId");

/** Tags have fewer characters than names of images, such as `library/nginx`. */
const tagValue = (text: string) => text.replace(/[^A-Za-z0-9._\u4e00-\u9fff-]/g, "_").slice(0, 43);

/** One resource a server, named by the server's ID: another order of the list, or one server more, touches no other. */
async function tag(): Promise<number> {
  const { hosts = [] } = await hss.getLocalImageHosts({ imageName, imageMatch: "exact" });
  for (const { hostId, version } of hosts) {
    new TmsResourceTags(hostId, {
      projectId,
      resources: [{ resourceType: "ecs", resourceId: hostId }],
      tags: { "holds-image": tagValue(imageName), "hss-edition": tagValue(version.replace("hss.version.", "")) },
    });
  }
  return hosts.length;
}

export const tagged = tag();
