import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Answers } from "../docs/answers.js";
import { PYTHON } from "../support/available.js";
import { installPythonSdk } from "../support/python.js";
import { run } from "../support/run.js";

(PYTHON ? describe : describe.skip)("the example python-firewall, with the types of pulumi-huaweicloud,", function () {
  this.timeout(300_000);
  let answers: Answers;
  let folder: string;
  let python: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "huaweicloud-hss-python-"));
    python = await installPythonSdk(join(folder, "sdk"));
    answers = await Answers.start();
  });
  after(async () => {
    await answers.stop();
    await rm(folder, { recursive: true });
  });

  it("denies the address of each server that holds the image", async () => {
    const configuration = { imageName: "log4j-demo", securityGroupId: "sg-1" };
    const printed = await run(
      python,
      ["test/docs/runPythonBlock.py", resolve("examples/python-firewall/__main__.py")],
      {
        env: {
          ...process.env,
          PYTHONPATH: join(folder, "sdk"),
          PYTHONDONTWRITEBYTECODE: "1",
          PYTHONWARNINGS: "ignore",
          ANSWERS: answers.url,
          CONFIGURATION: JSON.stringify(configuration),
        },
      },
    );
    const { exports, resources } = JSON.parse(printed) as { exports: string[]; resources: { name: string }[] };
    assert.deepEqual(exports, ["denied", "withoutRule"]);
    const holders = answers.emulator.fleet.filter(({ images }) => images.some(({ name }) => name === "log4j-demo"));
    assert.equal(holders.length, 3);
    // Pulumi registers them at once, in any order.
    const byName = (one: { name: string }, other: { name: string }) => one.name.localeCompare(other.name);
    assert.deepEqual(
      resources.sort(byName),
      holders
        .map(({ row }) => ({
          type: "huaweicloud:Vpc/secgroupRule:SecgroupRule",
          name: `deny-${row.private_ip}/32`,
          inputs: {
            action: "deny",
            description: "holds log4j-demo",
            direction: "ingress",
            ethertype: "IPv4",
            priority: 1,
            remoteIpPrefix: `${row.private_ip}/32`,
            securityGroupId: "sg-1",
          },
        }))
        .sort(byName),
    );
  });
});
