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
async function rules(): Promise<{ denied: string[]; withoutRule: string[] }> {
  // As few rules as possible: a security group holds only so many.
  const { cidrs = [], skipped = [] } = await hss.getLocalImageHostCidrs({ imageName, aggregate: "exact" });
  for (const cidr of cidrs) {
    new NetworkingSecgroupRule(`deny-${cidr}`, {
      securityGroupId,
      direction: "ingress",
      ethertype: cidr.includes(":") ? "IPv6" : "IPv4",
      remoteIpPrefix: cidr,
      action: "deny",
      priority: 1,
      description: `holds ${imageName}`,
    });
  }
  const withoutRule = skipped.map(
    ({ hostName, address, reason }) => `${[hostName, address].filter(Boolean).join(" ")}: ${reason}`,
  );
  if (withoutRule.length > 0) await pulumi.log.warn(`No rule for: ${withoutRule.join("; ")}`);
  return { denied: cidrs, withoutRule };
}

const result = rules();
export const denied = result.then((each) => each.denied);
export const withoutRule = result.then((each) => each.withoutRule);
