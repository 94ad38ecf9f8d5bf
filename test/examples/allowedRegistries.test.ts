import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { createFleet } from "../../src/emulator/hss/createFleet.js";
import { AS_OF } from "../support/complianceData.js";
import { emulated } from "../support/emulated.js";
import { exampleProgram } from "../support/examples.js";
import { mockBridge } from "../support/mockBridge.js";
import { ProviderProcess } from "../support/providerProcess.js";

const REGISTRY = "swr.cn-north-4.myhuaweicloud.com";
const ALLOWED = [`${REGISTRY}/team/nginx:1.25.3`, "docker.io/library/nginx:1.27", "pause:3.9"];
const POSTGRES = "docker.io/library/postgres:16.2";

describe("the example allowed-registries", () => {
  let emulator: Emulator;
  let provider: ProviderProcess;

  before(async () => {
    emulator = await startEmulator({ hosts: 0 });
    provider = await ProviderProcess.configured(emulated(emulator));
    const bridge = mockBridge(provider);
    // The exception of the example must not expire here.
    const call = (args: pulumi.runtime.MockCallArgs) =>
      bridge.call({ ...args, inputs: { ...(args.inputs as object), asOf: AS_OF } });
    await pulumi.runtime.setMocks({ ...bridge, call }, "allowed-registries", "test", false);
  });
  after(async () => {
    await provider.stop();
    await emulator.close();
  });

  /** @param servers the images of each server, by its name */
  async function run(servers: Readonly<Record<string, readonly string[]>>): Promise<unknown> {
    const hosts = createFleet(Object.keys(servers).length, 1);
    emulator.fleet = Object.entries(servers).map(([host_name, images], index) => {
      const { row, ...host } = hosts[index] ?? assert.fail();
      return {
        ...host,
        row: { ...row, host_name, agent_status: "online" },
        images: images.map((image) => {
          const [name = "", version = ""] = image.split(":");
          return { name, version, digest: `sha256:${Buffer.from(image).toString("hex")}` };
        }),
      };
    });
    const outputs = pulumi.output(exampleProgram("allowed-registries")()) as unknown as { promise(): Promise<object> };
    return { ...(await outputs.promise()) };
  }

  it("passes allowed images, and says which are allowed for a time", async () => {
    assert.deepEqual(await run({ "prod-web-1": ALLOWED, "prod-db-1": [POSTGRES] }), {
      exempt: [`prod-db-1: ${POSTGRES} until 2027-03-31 (team-database)`],
    });
  });

  it("fails for each other image on a server, and names both", async () => {
    const servers = {
      "prod-web-1": [...ALLOWED, `${REGISTRY}.evil.example/team/nginx:1`, "evil/nginx:1"],
      "prod-web-2": [`${REGISTRY}/other/nginx:1`],
      "prod-db-1": [POSTGRES, "docker.io/library/postgres:15.4"],
      "test-db-1": [POSTGRES],
    };
    await assert.rejects(run(servers), (error: Error) => {
      const lines = error.message.split("\n").filter((line) => line.includes("allowed-registries: "));
      assert.deepEqual(
        lines.map((line) => / (\S+) \(.*\) holds (.*), which is not allowed/.exec(line)?.slice(1)).sort(),
        [
          ["prod-db-1", "docker.io/library/postgres:15.4"],
          ["prod-web-1", "evil/nginx:1"],
          ["prod-web-1", `${REGISTRY}.evil.example/team/nginx:1`],
          ["prod-web-2", `${REGISTRY}/other/nginx:1`],
          ["test-db-1", POSTGRES],
        ],
      );
      return true;
    });
  });
});
