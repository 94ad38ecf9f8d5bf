import { setTimeout as pause } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";
import * as hss from "pulumi-huaweicloud-hss";

const config = new pulumi.Config();
const forbiddenImage = config.require("forbiddenImage");
const wantedImage = config.require("wantedImage");
const waitMs = (config.getNumber("waitSeconds") ?? 600) * 1000;
const pollMs = (config.getNumber("pollSeconds") ?? 30) * 1000;

/** Fails the preview or update with a list of the servers that hold the image. */
async function refuseForbidden(): Promise<void> {
  const rule = { name: "forbidden-image", severity: "critical", effect: "deny", image: { name: forbiddenImage } };
  await hss.getLocalImageCompliance({ rules: [rule], enforce: "error" });
}

/** Waits for the image in an update; a preview looks once, as nothing can come of its waiting. */
async function awaitWanted(): Promise<number | undefined> {
  for (let waitedMs = 0; ; waitedMs += pollMs) {
    // One request, however many servers there are.
    const { totalNum } = await hss.getLocalImageHostCount({ imageName: wantedImage });
    if (totalNum !== 0) return totalNum;
    if (pulumi.runtime.isDryRun()) {
      await pulumi.log.warn(`No server holds the wanted image ${wantedImage} yet: the update will wait for it.`);
      return 0;
    }
    if (waitedMs >= waitMs) {
      throw new pulumi.RunError(`No server holds the wanted image ${wantedImage} after ${waitMs / 1000} s`);
    }
    await pulumi.log.info(`Waiting for the image ${wantedImage}…`, undefined, undefined, true);
    await pause(pollMs);
  }
}

/** What is to be deployed belongs behind this: `gate.then(() => new …)`, or in a stack that runs after this one. */
const gate = refuseForbidden().then(awaitWanted);

/** Servers that hold the wanted image; undefined in a preview in which the provider cannot be asked yet. */
export const wantedOn = gate;
