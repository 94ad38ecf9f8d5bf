import { isIP } from "node:net";
import * as pulumi from "@pulumi/pulumi";
import * as hss from "pulumi-huaweicloud-hss";
import { NetworkingSecgroupRule } from "./huaweicloud";

const config = new pulumi.Config();
const imageName = config.require("imageName");
const securityGroupId = config.require("securityGroupId");

/**
 * The plain form of the call: resources are made from its result, and a preview must show them. (Resources made inside
 * `apply` are missing from a preview whenever the result is not known.)
 */
async function rules(): Promise<{ denied: string[]; withoutAddress: string[] }> {
  const { hosts = [] } = await hss.getLocalImageHosts({ imageName });
  const addresses = hosts.map(({ privateIp }) => privateIp).filter((address) => isIP(address) !== 0);
  const denied = [...new Set(addresses)].sort();
  for (const address of denied) {
    const version = isIP(address);
    new NetworkingSecgroupRule(`deny-${address}`, {
      securityGroupId,
      direction: "ingress",
      ethertype: version === 4 ? "IPv4" : "IPv6",
      remoteIpPrefix: `${address}/${version === 4 ? 32 : 128}`,
      action: "deny",
      priority: 1,
      description: `holds ${imageName}`,
    });
  }
  const withoutAddress = hosts.filter(({ privateIp }) => isIP(privateIp) === 0).map(({ hostName }) => hostName);
  if (withoutAddress.length > 0) {
    await pulumi.log.warn(`No rule for servers without a usable address: ${withoutAddress.join(", ")}`);
  }
  return { denied, withoutAddress };
}

const result = rules();
export const denied = result.then((each) => each.denied);
export const withoutAddress = result.then((each) => each.withoutAddress);
