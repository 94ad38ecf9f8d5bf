import assert from "node:assert/strict";
import pulumi from "@pulumi/pulumi";
import * as hss from "pulumi-huaweicloud-hss";
import { startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { emulated } from "../support/emulated.js";
import { mockBridge } from "../support/mockBridge.js";
import { ProviderProcess } from "../support/providerProcess.js";

/** Stands for any resource of a provider that is not here. */
class Resource extends pulumi.CustomResource {}

describe("a program under Pulumi's testing mocks", () => {
  let emulator: Emulator;
  let provider: ProviderProcess;
  const made: { type: string; name: string; inputs: Record<string, unknown> }[] = [];

  before(async () => {
    emulator = await startEmulator({ hosts: 450 });
    provider = await ProviderProcess.configured(emulated(emulator));
    const bridge = mockBridge(provider);
    await pulumi.runtime.setMocks({
      ...bridge,
      newResource: (args) => {
        made.push({ type: args.type, name: args.name, inputs: args.inputs as Record<string, unknown> });
        return bridge.newResource(args);
      },
    });
  });
  after(async () => {
    await provider.stop();
    await emulator.close();
  });

  const holders = () => emulator.fleet.filter(({ images }) => images.some(({ name }) => name === "log4j-demo"));
  const resolved = <T>(output: pulumi.Output<T>) => (output as unknown as { promise(): Promise<T> }).promise();

  it("derives security-group rules and tags from the hosts", async () => {
    const { hosts } = await hss.getLocalImageHosts({ imageName: "log4j-demo" });
    const resources = hosts.flatMap(({ hostId, hostName, privateIp, version }) => [
      new Resource("huaweicloud:Vpc/secgroupRule:SecgroupRule", `deny-${hostId}`, {
        remoteIpPrefix: `${privateIp}/32`,
        action: "deny",
      }),
      new Resource("huaweicloud:index/tags:Tags", `tags-${hostId}`, {
        resourceId: hostId,
        tags: { image: "log4j-demo", hostName, version },
      }),
    ]);
    await Promise.all(resources.map(({ urn }) => resolved(urn)));
    const inputs = (type: RegExp) => made.filter((each) => type.test(each.type)).map((each) => each.inputs);
    assert.deepEqual(
      inputs(/SecgroupRule/).map(({ remoteIpPrefix }) => remoteIpPrefix),
      holders().map(({ row }) => `${row.private_ip}/32`),
    );
    assert.deepEqual(
      inputs(/Tags/).map(({ tags }) => tags),
      holders().map(({ row }) => ({ image: "log4j-demo", hostName: row.host_name, version: row.version })),
    );
  });

  it("gets typed outputs from output arguments", async () => {
    const imageName = pulumi.output(Promise.resolve("log4j-demo"));
    const { totalNum, hosts } = await resolved(hss.getLocalImageHostsOutput({ imageName }));
    assert.equal(totalNum, 3);
    assert.deepEqual(
      hosts.map(({ hostId }) => hostId),
      holders().map(({ row }) => row.host_id),
    );
  });

  it("gets an error that names an invalid argument", async () => {
    await assert.rejects(hss.getLocalImageHosts({ imageName: "" }), /must not be empty.*\(imageName\)/);
  });
});
