import * as pulumi from "@pulumi/pulumi";
import * as hss from "pulumi-huaweicloud-hss";

const cve = new pulumi.Config().get("cve") ?? "CVE-2021-44228";

/** Images in which scans found vulnerabilities, the worst first. (A count that HSS does not send is undefined.) */
const vulnerable = hss
  .getLocalImagesOutput({ hasVul: true })
  .images.apply((images = []) => [...images].sort((a, b) => (b.vulNum ?? 0) - (a.vulNum ?? 0)));

export const vulnerableImages = vulnerable.apply((images) =>
  images.map(
    ({ imageName, imageVersion, vulNum = 0, hostNum = 0 }) =>
      `${imageName}:${imageVersion}: ${vulNum} vulnerabilities, on ${hostNum} servers`,
  ),
);

/** The containers that run the worst image, and where. */
export const worstRunsIn = vulnerable.apply(([worst]) => {
  if (worst === undefined) return [];
  const { imageName, imageVersion } = worst;
  return hss
    .getLocalImageContainersOutput({ imageName, imageVersion })
    .containers.apply((containers = []) =>
      containers.map(({ containerName, hostName }) => `${containerName} on ${hostName}`),
    );
});

/** The servers that hold an image with the CVE, and these images. */
const affected = hss.getVulnerableImageHostsOutput({ cve });

export const affectedServers = affected.hosts.apply((hosts = []) =>
  hosts.map(({ hostName, images }) => `${hostName}: ${images.join(", ")}`),
);

export const solutions = affected.vulnerabilities.apply((vulnerabilities = []) =>
  vulnerabilities.map(({ vulName, solutionDetail }) => `${vulName}: ${solutionDetail}`),
);
