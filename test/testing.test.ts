import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import * as pulumi from "@pulumi/pulumi";
import * as hss from "pulumi-huaweicloud-hss";
import { EMULATED_PROJECT_ID, EMULATED_REGION, startEmulator } from "../src/emulator/emulator.js";
import { createFleet } from "../src/emulator/hss/createFleet.js";
import { emulatedFleet } from "../src/emulator/hss/emulatedFleet.js";
import { recordedFleet } from "../src/emulator/hss/recordedFleet.js";
import { readFleet } from "../src/fleet/readFleet.js";
import { getLocalImageCompliance } from "../src/functions/getLocalImageCompliance.js";
import { validate } from "../src/plugin/validate.js";
import { evaluateCompliance, hssMocks, type Fleet, type EvaluateOptions } from "../src/testing.js";
import { emulatedContext } from "./support/emulatedContext.js";
import { endsWithin } from "./support/endsWithin.js";

const FLEET: Fleet = {
  hosts: [
    { hostName: "web-1", agentStatus: "online", privateIp: "10.0.0.1", images: ["nginx:1.25.3"] },
    {
      hostName: "web-2",
      agentStatus: "online",
      privateIp: "10.0.0.2",
      images: ["nginx:1.27.0", "nginx-exporter:1.1.0"],
    },
    { hostName: "db-1", agentStatus: "offline", enterpriseProjectId: "team", images: ["postgres:16"] },
  ],
  images: [{ imageName: "nginx", imageVersion: "1.25.3", scanStatus: "success", vulNum: 3 }],
};
const AS_OF = "2026-11-24T12:00:00Z";
const DENY_NGINX = { name: "no-nginx", severity: "high", effect: "deny", image: { name: "nginx" } };

describe("evaluateCompliance", () => {
  it("gives the result that getLocalImageCompliance gives over sockets for the same fleet", async () => {
    const fleet = recordedFleet({ fleet: createFleet(450, 1), images: [] });
    const rules = [
      DENY_NGINX,
      { name: "pause", severity: "low", effect: "require", image: { name: "pause", version: "3.9" } },
      {
        ...DENY_NGINX,
        name: "no-log4j",
        image: { name: "log4j-demo" },
        hosts: { namePattern: "prod-*", agentStatuses: ["online"] },
        exceptions: [{ host: "prod-web-*", reason: "test", expires: "2026-12-31" }],
      },
    ];
    const emulator = await startEmulator(emulatedFleet(readFleet(fleet)));
    const context = emulatedContext(emulator, { enterpriseProjectId: undefined });
    try {
      for (const more of [
        { asOf: AS_OF },
        {
          asOf: AS_OF,
          enterpriseProjectId: "all_granted_eps",
          reports: ["json", "sarif", "junit", "csv", "markdown", "html", "ocsf"],
        },
        { asOf: AS_OF, redactAddresses: true, imageMatch: "server", consistency: "snapshot", reports: ["json"] },
      ] satisfies EvaluateOptions[]) {
        const args = validate(getLocalImageCompliance.input, { ...more, rules }, "argument");
        assert.ok(args.ok);
        const nothing = () => undefined;
        const call = { signal: new AbortController().signal, status: nothing, info: nothing, warn: nothing };
        const expected = await getLocalImageCompliance.run(args.values, context, call);
        const result = await evaluateCompliance(rules, fleet, more);
        assert.ok(result.violations.length > 20);
        const { metadata, ...others } = result;
        const { metadata: theirs, ...same } = JSON.parse(JSON.stringify(expected)) as typeof result;
        assert.deepEqual(others, same);
        assert.deepEqual({ ...metadata, requestIds: [] }, { ...theirs, requestIds: [] });
      }
    } finally {
      await context.close();
      await emulator.close();
    }
  });

  it("judges in the region, the project and the enterprise project of the fleet", async () => {
    const scope = { region: "eu-west-101", projectId: "p1", enterpriseProjectId: "team" };
    const { metadata, violations } = await evaluateCompliance([DENY_NGINX], { ...FLEET, ...scope }, { asOf: AS_OF });
    assert.equal(violations.length, 2);
    assert.deepEqual(metadata.scopes, [scope]);
    await assert.rejects(evaluateCompliance([DENY_NGINX], { ...FLEET, ...scope }, { projectId: "p2" }), {
      name: "ApiError",
      errorCode: "HSS.0010",
    });
  });

  it("judges exceptions at the time that it is given", async () => {
    const exceptions = [{ host: "web-1", reason: "training", expires: "2026-11-24" }];
    const at = async (asOf: string) =>
      (await evaluateCompliance([{ ...DENY_NGINX, exceptions }], FLEET, { asOf })).violations.map(
        (each) => each.hostName,
      );
    assert.deepEqual(await at("2026-11-24T23:59:59Z"), ["web-2"]);
    assert.deepEqual(await at("2026-11-25T00:00:00Z"), ["web-1", "web-2"]);
  });

  it("takes the content of a rule file, too", async () => {
    const file = "rules: [{ name: no-nginx, severity: high, effect: deny, image: { name: nginx } }]";
    assert.deepEqual(
      await evaluateCompliance(file, FLEET, { asOf: AS_OF }),
      await evaluateCompliance([DENY_NGINX], FLEET, { asOf: AS_OF }),
    );
    await assert.rejects(evaluateCompliance("rules: 1", FLEET), {
      name: "ArgumentError",
      message: /^Argument ruleFile\.rules must be a list of rules\.\n/,
    });
  });

  it("checks arguments, fails and warns as the function does", async () => {
    await assert.rejects(evaluateCompliance([{ ...DENY_NGINX, severity: "urgent" }], FLEET), {
      name: "ArgumentError",
      message: /^Argument rules\[0\]\.severity must be one of: informational, low, medium, high, critical\.\n/,
    });
    // @ts-expect-error: there is no such argument.
    await assert.rejects(evaluateCompliance([DENY_NGINX], FLEET, { at: AS_OF }), {
      name: "ArgumentError",
      message: /^Argument at does not exist\.\nUse one of: rules, /,
    });
    // @ts-expect-error: the property is hosts.
    await assert.rejects(evaluateCompliance([DENY_NGINX], { servers: [] }), {
      name: "ArgumentError",
      message: /^The fleet has no property servers\.\n/,
    });
    await assert.rejects(evaluateCompliance([DENY_NGINX], FLEET, { enforce: "error" }), { name: "ComplianceError" });
    const warnings: string[] = [];
    await evaluateCompliance([DENY_NGINX], FLEET, { enforce: "warn", onWarning: (warning) => warnings.push(warning) });
    assert.equal(warnings.length, 1);
    assert.match(warnings[0] ?? "", /web-1/);
  });
});

describe("hssMocks", () => {
  const warnings: string[] = [];
  const made: string[] = [];
  const resolved = <T>(output: pulumi.Output<T>) => (output as unknown as { promise(): Promise<T> }).promise();

  before(() =>
    pulumi.runtime.setMocks(
      hssMocks(FLEET, { onWarning: (warning) => warnings.push(warning) }),
      "testing",
      "test",
      false,
    ),
  );
  beforeEach(() => {
    warnings.length = 0;
    made.length = 0;
  });

  it("answers each function of the package", async () => {
    const names = async (args: hss.GetLocalImageHostsArgs) =>
      (await hss.getLocalImageHosts(args)).hosts.map(({ hostName }) => hostName);
    assert.deepEqual(await names({}), ["web-1", "web-2"]);
    assert.deepEqual(await names({ enterpriseProjectId: "all_granted_eps" }), ["web-1", "web-2", "db-1"]);
    assert.deepEqual((await hss.getLocalImageHostCidrs({ imageName: "nginx" })).cidrs, ["10.0.0.1/32", "10.0.0.2/32"]);
    assert.equal((await hss.getLocalImageHostCount({ imageName: "nginx-exporter" })).totalNum, 1);
    assert.deepEqual((await hss.getLocalImageContainers({})).containers, []);
    assert.equal((await hss.getIdentity({})).region, EMULATED_REGION);
    const { violations } = await hss.getLocalImageCompliance({ rules: [DENY_NGINX] });
    assert.deepEqual(
      violations.map(({ hostName }) => hostName),
      ["web-1", "web-2"],
    );
    const { images } = await hss.getLocalImages({ hasVul: true });
    assert.deepEqual(
      images.map(({ imageName, imageVersion, vulNum, imageSize, hostNum }) => [
        imageName,
        imageVersion,
        vulNum,
        imageSize,
        hostNum,
      ]),
      [["nginx", "1.25.3", 3, undefined, 1]],
    );
  });

  it("filters and cuts lists as HSS does", async () => {
    const { totalNum, hosts } = await hss.getLocalImageHosts({ offset: 1, limit: 1 });
    assert.deepEqual([totalNum, hosts.map(({ hostName }) => hostName)], [2, ["web-2"]]);
    assert.equal((await hss.getLocalImageHosts({ imageName: "ngin" })).totalNum, 0);
    assert.equal((await hss.getLocalImages({ imageName: "ngin" })).totalNum, 3);
    assert.equal((await hss.getLocalImageHosts({ imageName: "nginx", imageVersion: "1.27.0" })).totalNum, 1);
    assert.equal((await hss.getLocalImageHosts({ region: "eu-west-101" })).totalNum, 2);
    assert.equal((await hss.getLocalImageHosts({ projectId: "p1" })).totalNum, 2);
  });

  it("answers calls with outputs and secrets as arguments", async () => {
    const imageName = pulumi.secret(Promise.resolve("nginx-exporter"));
    const { hosts } = await resolved(hss.getLocalImageHostsOutput({ imageName }));
    assert.deepEqual(
      hosts.map(({ hostName, publicIp }) => [hostName, publicIp]),
      [["web-2", ""]],
    );
  });

  it("fails for an argument that does not exist or is invalid, with the provider's message", async () => {
    // The SDK itself sends no argument that the schema does not have.
    await assert.rejects(pulumi.runtime.invoke("huaweicloud-hss:index:getLocalImageHosts", { hostname: "web-1" }), {
      message:
        /^Argument hostname does not exist\.\nUse one of: imageName, .*\nSee https:\/\/github\.com\/.*\/docs\/errors\.md#argumenterror$/,
    });
    await assert.rejects(hss.getLocalImageHosts({ limit: 0 }), { message: /^Argument limit must be at least 1\.\n/ });
    const rejected = resolved(hss.getLocalImageHostsOutput({ imageName: "" }));
    await assert.rejects(rejected, { message: /^Argument imageName must not be empty\.\n/ });
  });

  it("fails for a function that does not exist", async () => {
    await assert.rejects(pulumi.runtime.invoke("huaweicloud-hss:index:getServers", {}), {
      message:
        /^The provider has no function "huaweicloud-hss:index:getServers"\.\nUse one of: huaweicloud-hss:index:getLocalImageHosts, .*\nSee .*#argumenterror$/,
    });
  });

  it("fails as a gate does, and gives warnings to the test", async () => {
    const checked = (enforce: "error" | "warn") => hss.getLocalImageCompliance({ rules: [DENY_NGINX], enforce });
    await assert.rejects(checked("error"), { message: /#complianceerror$/ });
    assert.deepEqual(warnings, []);
    await checked("warn");
    assert.match(warnings.join(), /no-nginx/);
  });

  it("makes resources with their inputs as state, and refuses calls to other packages", async () => {
    class Resource extends pulumi.CustomResource {
      declare readonly size: pulumi.Output<number>;
    }
    const resource = new Resource("other:index:Disk", "disk", { size: 5 });
    assert.deepEqual([await resolved(resource.id), await resolved(resource.size)], ["disk-id", 5]);
    await assert.rejects(pulumi.runtime.invoke("other:index:getDisk", {}), {
      message:
        "hssMocks has no answer for other:index:getDisk. Give it the option call, which answers for other packages.",
    });
  });

  it("leaves other packages and resources to the mocks that it is given", async () => {
    const mocks = hssMocks(FLEET, {
      call: ({ token }) => Promise.resolve({ token }),
      newResource: ({ name }) => ({ id: `my-${name}`, state: { size: 7 } }),
    });
    assert.deepEqual(await mocks.call({ token: "other:index:getDisk", inputs: {} }), { token: "other:index:getDisk" });
    const resource = { type: "other:index:Disk", name: "disk", inputs: { size: 5 } };
    assert.deepEqual(await mocks.newResource(resource), { id: "my-disk", state: { size: 7 } });
    const token = "huaweicloud-hss:index:getLocalImageHostCount";
    assert.equal((await mocks.call({ token, inputs: {} })).totalNum, 2);
    await assert.rejects(mocks.call({ token: "huaweicloud-hss:index:getDisk", inputs: {} }), { name: "ArgumentError" });
  });

  it("answers every region and project, unless the fleet names its own", async () => {
    const token = "huaweicloud-hss:index:getLocalImageHostCount";
    const { region, projectId } = { region: "eu-west-101", projectId: "p1" };
    const anywhere = hssMocks(FLEET);
    assert.equal((await anywhere.call({ token, inputs: { region: "ap-southeast-1" } })).totalNum, 2);
    const identity = await anywhere.call({ token: "huaweicloud-hss:index:getIdentity", inputs: {} });
    assert.deepEqual([identity.region, identity.projectId], [EMULATED_REGION, EMULATED_PROJECT_ID]);
    const there = hssMocks({ ...FLEET, region, projectId });
    assert.equal((await there.call({ token, inputs: { region, projectId } })).totalNum, 2);
    await assert.rejects(there.call({ token, inputs: { projectId: "p2" } }), { errorCode: "HSS.0010" });
    await assert.rejects(there.call({ token, inputs: { region: "ap-southeast-1" } }), {
      name: "ConfigError",
      message: /^IAM has no project named "ap-southeast-1" that this user may see\.\n/,
    });
  });

  it("refuses a fleet that is not valid", () => {
    // @ts-expect-error: the property is hostName.
    assert.throws(() => hssMocks({ hosts: [{ name: "web-1" }] }), {
      name: "ArgumentError",
      message: /^The fleet has no property hosts\[0\]\.name\.\n/,
    });
  });
});

describe("the testing helpers in the npm SDK", () => {
  it("leave nothing open: a program that has used them ends by itself", async function () {
    this.timeout(60_000);
    const program = `
      const { hssMocks, evaluateCompliance } = require("pulumi-huaweicloud-hss/testing");
      const fleet = ${JSON.stringify(FLEET)};
      const asked = hssMocks(fleet).call({ token: "huaweicloud-hss:index:getLocalImageHostCount", inputs: { imageName: "nginx" } });
      const judged = evaluateCompliance([${JSON.stringify(DENY_NGINX)}], fleet);
      Promise.all([asked, judged]).then(([{ totalNum }, { violations }]) => {
        // What Node keeps for standard output is not counted.
        const open = process.getActiveResourcesInfo().filter((name) => !/^(TTY|Pipe)Wrap$/.test(name));
        console.log(JSON.stringify({ totalNum, violations: violations.length, open }));
      });`;
    const child = spawn(process.execPath, ["-e", program], { stdio: ["ignore", "pipe", "inherit"] });
    const closed = once(child, "close");
    const [printed, code] = await Promise.all([text(child.stdout), endsWithin(child, 30_000)]);
    await closed;
    assert.deepEqual([JSON.parse(printed), code], [{ totalNum: 2, violations: 2, open: [] }, 0]);
  });
});
