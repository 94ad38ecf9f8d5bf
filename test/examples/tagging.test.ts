import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { exampleProgram } from "../support/examples.js";

describe("the example tagging", () => {
  it("makes tags that TMS accepts, whatever the image is called", async () => {
    const made: unknown[] = [];
    await pulumi.runtime.setMocks(
      {
        newResource: ({ inputs }) => {
          made.push((inputs as { tags: unknown }).tags);
          return { id: "id", state: inputs as Record<string, unknown> };
        },
        call: () => ({ hosts: [{ hostId: "server-1", version: "hss.version.premium" }] }),
      },
      "tagging",
    );
    pulumi.runtime.setAllConfig({
      "tagging:imageName": `registry.example.com:5000/team/nginx${"x".repeat(43)}`,
      "tagging:projectId": "project-1",
    });
    const outputs = pulumi.output(await exampleProgram("tagging")()) as unknown as { promise(): Promise<object> };
    assert.deepEqual({ ...(await outputs.promise()) }, { tagged: 1 });
    await pulumi.runtime.disconnect();
    assert.deepEqual(made, [
      { "holds-image": "registry.example.com_5000_team_nginxxxxxxxx", "hss-edition": "premium" },
    ]);
  });
});
