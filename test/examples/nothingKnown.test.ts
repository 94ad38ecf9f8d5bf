import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { exampleProgram } from "../support/examples.js";

/** Each example's configuration, and what it exports while the provider cannot be asked. */
const EXAMPLES: Record<string, { config: Record<string, string>; exports: Record<string, unknown> }> = {
  inventory: {
    config: {},
    exports: { hostsByEdition: "edition  all\nall        0", holderCount: undefined, firewallAddresses: [] },
  },
  firewall: {
    config: { imageName: "nginx", securityGroupId: "sg-1" },
    exports: { denied: [], withoutRule: [] },
  },
  tagging: { config: { imageName: "nginx", projectId: "project-1" }, exports: { tagged: 0 } },
  gate: { config: { forbiddenImage: "nginx", wantedImage: "orders" }, exports: { wantedOn: undefined } },
  compliance: { config: {}, exports: { passed: undefined, violations: {}, report: undefined } },
  "vulnerable-images": {
    config: {},
    exports: { vulnerableImages: [], worstRunsIn: [], affectedServers: [], solutions: [] },
  },
  "deploy-when-present": {
    config: { imageName: "orders", imageVersion: "1" },
    exports: { release: "orders:1", presentOn: undefined },
  },
};

/** The engine answers an empty object while the provider's configuration is not known: here the mocks do. */
describe("in a preview in which the provider is not configured yet, the example", () => {
  for (const [name, { config, exports }] of Object.entries(EXAMPLES)) {
    it(`${name} runs without an error`, async () => {
      const made: string[] = [];
      await pulumi.runtime.setMocks(
        {
          newResource: ({ type, inputs }) => {
            made.push(type);
            return { id: "id", state: inputs as Record<string, unknown> };
          },
          call: () => ({}),
        },
        name,
        "test",
        true,
      );
      pulumi.runtime.setAllConfig(
        Object.fromEntries(Object.entries(config).map(([key, value]) => [`${name}:${key}`, value])),
      );
      const outputs = pulumi.output(exampleProgram(name)()) as unknown as {
        promise(): Promise<Record<string, unknown>>;
      };
      assert.deepEqual({ ...(await outputs.promise()) }, exports);
      assert.deepEqual(made, []);
    });
  }
});
