import assert from "node:assert/strict";
import { stsAddress } from "../../src/auth/stsAddress.js";

describe("stsAddress", () => {
  for (const [iam, region, sts] of [
    ["https://iam.cn-north-4.myhuaweicloud.com", "cn-north-4", "https://sts.cn-north-4.myhuaweicloud.com"],
    ["https://iam.eu-west-101.myhuaweicloud.eu", "eu-west-101", "https://sts.eu-west-101.myhuaweicloud.eu"],
    ["https://iam.cn-north-1.myhuaweicloud.com", "cn-north-4", "https://sts.cn-north-1.myhuaweicloud.com"],
    ["https://iam.myhuaweicloud.com", "cn-north-4", "https://sts.cn-north-4.myhuaweicloud.com"],
    ["https://iam.oddregion.g42cloud.com:8443", "oddregion", "https://sts.oddregion.g42cloud.com:8443"],
  ] as const) {
    it(`is ${sts} beside ${iam}`, () => {
      assert.deepEqual(stsAddress(region, { origin: iam, basePath: "" }, undefined), { origin: sts, basePath: "" });
    });
  }

  for (const iam of ["https://identity.example", "https://gateway.example", "http://127.0.0.1:1"]) {
    it(`is not guessed beside ${iam}`, () => {
      assert.throws(() => stsAddress("cn-north-4", { origin: iam, basePath: "" }, undefined), {
        name: "ConfigError",
        property: "stsEndpoint",
      });
    });
  }

  it("is what the configuration says, with its path", () => {
    const iam = { origin: "https://iam.cn-north-4.myhuaweicloud.com", basePath: "" };
    assert.deepEqual(stsAddress("cn-north-4", iam, "https://gateway.example/sts/"), {
      origin: "https://gateway.example",
      basePath: "/sts",
    });
  });
});
