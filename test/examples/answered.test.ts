import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { hssMocks, type Fleet, type MockedResource } from "../../src/testing.js";
import { exampleProgram } from "../support/examples.js";

const host = (hostName: string, images: string[], more: object = {}) => ({
  hostName,
  hostId: `id-${hostName}`,
  agentStatus: "online",
  version: "hss.version.premium",
  images,
  ...more,
});

/** An image that is in every list of the examples, one that has a look-alike, and one with a known vulnerability. */
const FLEET: Fleet = {
  hosts: [
    host("prod-web-1", ["nginx:1.25.3"], {
      privateIp: "10.0.0.1",
      containers: [{ image: "nginx:1.25.3", containerName: "proxy" }],
    }),
    host("prod-web-2", ["nginx:1.25.3", "orders:2026.11.0"], { privateIp: "10.0.0.2", agentStatus: "offline" }),
    host("prod-app-1", ["nginx-exporter:1.1.0", "orders:2026.11.0"], {
      privateIp: "10.0.0.3",
      version: "hss.version.basic",
    }),
    host("lab-1", ["log4j-demo:2.14.1"], { privateIp: "" }),
  ],
  images: [
    { imageName: "nginx", imageVersion: "1.25.3", scanStatus: "success", vulNum: 3 },
    {
      imageName: "log4j-demo",
      imageVersion: "2.14.1",
      imageDigest: "sha256:bad0",
      scanStatus: "success",
      vulNum: 1,
      vulnerabilities: [
        { vulId: "HCVD-1", severityLevel: "Critical", cves: { "CVE-2021-44228": 10 }, solutionDetail: "Update Log4j." },
      ],
    },
  ],
};

const denied = (remoteIpPrefix: string) => ({
  securityGroupId: "sg-1",
  direction: "ingress",
  ethertype: "IPv4",
  remoteIpPrefix,
  action: "deny",
  priority: 1,
  description: "holds nginx",
});
const tagged = (resourceId: string) => ({
  projectId: "p1",
  resources: [{ resourceType: "ecs", resourceId }],
  tags: { "holds-image": "nginx", "hss-edition": "premium" },
});

interface Answered {
  config?: Record<string, string>;
  exports: Record<string, unknown>;
  /** The inputs of the resources that the example makes, by their names. */
  made?: Record<string, object>;
}

const EXAMPLES: Record<string, Answered> = {
  inventory: {
    exports: {
      hostsByEdition: [
        "edition  offline  online  all",
        "basic          0       1    1",
        "premium        1       2    3",
        "all            1       3    4",
      ].join("\n"),
      holderCount: 2,
      firewallAddresses: ["10.0.0.1/32", "10.0.0.2/32"],
    },
  },
  firewall: {
    config: { imageName: "nginx", securityGroupId: "sg-1" },
    exports: { denied: ["10.0.0.1/32", "10.0.0.2/32"], withoutRule: [] },
    made: { "deny-10.0.0.1/32": denied("10.0.0.1/32"), "deny-10.0.0.2/32": denied("10.0.0.2/32") },
  },
  tagging: {
    config: { imageName: "nginx", projectId: "p1" },
    exports: { tagged: 2 },
    made: { "id-prod-web-1": tagged("id-prod-web-1"), "id-prod-web-2": tagged("id-prod-web-2") },
  },
  gate: { config: { forbiddenImage: "xmrig", wantedImage: "orders" }, exports: { wantedOn: 2 } },
  compliance: {
    exports: { passed: false, violations: { "no-vulnerable-log4j": 0, "no-old-nginx": 2, "orders-is-deployed": 1 } },
  },
  "deploy-when-present": {
    config: { imageName: "orders", imageVersion: "2026.11.0", minimumHosts: "1" },
    exports: { release: "orders:2026.11.0", presentOn: 1 },
  },
  "vulnerable-images": {
    exports: {
      vulnerableImages: [
        "nginx:1.25.3: 3 vulnerabilities, on 2 servers",
        "log4j-demo:2.14.1: 1 vulnerabilities, on 1 servers",
      ],
      worstRunsIn: ["proxy on prod-web-1"],
      affectedServers: ["lab-1: log4j-demo:2.14.1@sha256:bad0"],
      solutions: ["HCVD-1: Update Log4j."],
    },
  },
};

describe("with servers of a fleet, the example", () => {
  for (const [name, { config = {}, exports, made = {} }] of Object.entries(EXAMPLES)) {
    it(`${name} exports and makes what belongs to them`, async () => {
      const { outputs, resources } = await run(name, config);
      if (name === "compliance") {
        // The report, whose text its own tests check, has the present time.
        assert.match(String(outputs.report), /3 violations, 2 of 3 rules failed/);
        delete outputs.report;
      }
      assert.deepEqual(JSON.parse(JSON.stringify(outputs)), exports);
      assert.deepEqual(resources, made);
    });
  }

  it("gate fails while a server holds the forbidden image", async () => {
    await assert.rejects(run("gate", { forbiddenImage: "nginx", wantedImage: "orders" }), {
      message: /^Compliance: 2 violations, 1 of 1 rule failed[^]*: prod-web-1 [^]*#complianceerror$/,
    });
  });

  it("deploy-when-present fails while too few servers are ready", async () => {
    await assert.rejects(run("deploy-when-present", { imageName: "orders", imageVersion: "2026.11.0" }), {
      message: /^Compliance: 1 violation, 1 of 1 rule failed[^]*image-present[^]*#complianceerror$/,
    });
  });
});

async function run(name: string, config: Record<string, string>) {
  const resources: Record<string, object> = {};
  const newResource = ({ name: resource, inputs }: MockedResource) => {
    resources[resource] = inputs as object;
    return { id: `${resource}-id`, state: inputs as object };
  };
  await pulumi.runtime.setMocks(hssMocks(FLEET, { newResource }), name, "test", false);
  const keys = Object.entries(config).map(([key, value]) => [`${name}:${key}`, value]);
  pulumi.runtime.setAllConfig(Object.fromEntries(keys) as Record<string, string>);
  const output = pulumi.output(exampleProgram(name)()) as unknown as { promise(): Promise<Record<string, unknown>> };
  const outputs: Record<string, unknown> = { ...(await output.promise()) };
  // Its type is not published.
  await (pulumi.runtime as unknown as { waitForRPCs(): Promise<void> }).waitForRPCs();
  return { outputs, resources };
}
