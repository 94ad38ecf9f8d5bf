import { PolicyPack } from "@pulumi/policy";
import { createClient } from "pulumi-huaweicloud-hss/client";
import { forbiddenImages, type HostsOf } from "./forbiddenImages";

// Region and credentials come from the environment, as they do for the provider: HW_REGION_NAME, HW_ACCESS_KEY, …
const client = createClient({}, { env: process.env });

const hostsOf: HostsOf = async ({ name, version, digest }) => {
  const hosts = [];
  const image = { imageName: name, imageVersion: version, imageDigest: digest };
  const pages = client.localImageHosts({ ...image, imageMatch: "exact" });
  for await (const page of pages) hosts.push(...page);
  return hosts;
};

new PolicyPack("huaweicloud-hss", { policies: [forbiddenImages(hostsOf)] });
