import * as pulumi from "@pulumi/pulumi";
import * as hss from "pulumi-huaweicloud-hss";

const config = new pulumi.Config();
const imageName = config.require("imageName");
const imageVersion = config.require("imageVersion");
const minimumHosts = config.getNumber("minimumHosts") ?? 2;
const namePattern = config.get("hostPattern") ?? "*";

/** Fails the preview or update, with the reason, while too few servers that report to HSS hold the image. */
const present = hss.getLocalImageComplianceOutput({
  rules: [
    {
      name: "image-present",
      description: `${imageName}:${imageVersion} has been pulled before traffic is sent to it.`,
      severity: "high",
      effect: "require",
      image: { name: imageName, version: imageVersion },
      hosts: { namePattern, agentStatuses: ["online"] },
      minimumHosts,
    },
  ],
  enforce: "error",
});

/** What is deployed takes a value from here, as this release does, so that it comes after the check and never without it. */
export const release = present.passed.apply(() => `${imageName}:${imageVersion}`);

/** Servers that hold the image; undefined in a preview in which the provider cannot be asked yet. */
export const presentOn = present.summary.apply((summary) => summary?.byRule[0]?.checkedHosts);
