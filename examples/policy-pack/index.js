const { PolicyPack } = require("@pulumi/policy");
const { createClient } = require("pulumi-huaweicloud-hss/client");
const { forbiddenImages } = require("./forbiddenImages");

// Region and credentials come from the environment, as they do for the provider: HW_REGION_NAME, HW_ACCESS_KEY, …
const client = createClient({}, { env: process.env });

async function hostsOf({ name, version, digest }) {
  const hosts = [];
  const pages = client.localImageHosts({ imageName: name, imageVersion: version, imageDigest: digest });
  for await (const page of pages) hosts.push(...page);
  return hosts;
}

new PolicyPack("huaweicloud-hss", { policies: [forbiddenImages(hostsOf)] });
