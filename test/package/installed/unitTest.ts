import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import * as hss from "pulumi-huaweicloud-hss";
import { evaluateCompliance, hssMocks, type Fleet } from "pulumi-huaweicloud-hss/testing";

const fleet: Fleet = {
  hosts: [
    { hostName: "web-1", images: ["nginx:1.25.3"] },
    { hostName: "web-2", images: ["nginx-exporter:1.1.0"] },
  ],
};
const rule = { name: "no-nginx", severity: "high", effect: "deny", image: { name: "nginx" } };

describe("a program with the SDK", () => {
  before(() => pulumi.runtime.setMocks(hssMocks(fleet)));

  it("gets the servers of the fleet", async () => {
    const { hosts } = await hss.getLocalImageHosts({ imageName: "nginx", imageMatch: "exact" });
    assert.deepEqual(
      hosts.map(({ hostName }) => hostName),
      ["web-1"],
    );
    const output = hss.getLocalImageHostCountOutput({ imageName: pulumi.secret("nginx") });
    const count = await new Promise((resolve) => output.totalNum.apply(resolve));
    assert.equal(count, 1);
  });

  it("gets the provider's errors", async () => {
    await assert.rejects(hss.getLocalImageHosts({ limit: 0 }), /^Error: Argument limit must be at least 1\.\n/);
  });

  it("has its rules judged", async () => {
    const { violations } = await evaluateCompliance([rule], fleet, { asOf: "2026-11-24T12:00:00Z" });
    assert.deepEqual(
      violations.map(({ hostName }) => hostName),
      ["web-1"],
    );
  });
});
