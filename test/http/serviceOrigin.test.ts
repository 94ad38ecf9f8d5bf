import assert from "node:assert/strict";
import { parseEndpoint, serviceOrigin } from "../../src/http/serviceOrigin.js";

describe("serviceOrigin", () => {
  it("puts the service and the region into the host name, in the region's own domain", () => {
    assert.equal(serviceOrigin("hss", "cn-north-4"), "https://hss.cn-north-4.myhuaweicloud.com");
    assert.equal(serviceOrigin("iam", "eu-west-101"), "https://iam.eu-west-101.myhuaweicloud.eu");
  });

  it("has eu-west-0 in the main domain, as the vendor's SDKs do", () => {
    assert.equal(serviceOrigin("hss", "eu-west-0"), "https://hss.eu-west-0.myhuaweicloud.com");
  });

  it("puts the domain of another cloud in place of the region's own", () => {
    assert.equal(serviceOrigin("iam", "eu-west-101", "g42cloud.com"), "https://iam.eu-west-101.g42cloud.com");
  });

  for (const cloud of ["https://g42cloud.com", "g42cloud", "a.b/c", "a.b:443", "u@a.b", "a..b", ".a.b", "a.b#", ""]) {
    it(`refuses the cloud ${JSON.stringify(cloud)}`, () => {
      assert.throws(() => serviceOrigin("iam", "cn-north-4", cloud), {
        name: "ConfigError",
        property: "cloud",
        summary: `${JSON.stringify(cloud)} is not the domain of a cloud.`,
      });
    });
  }

  it("accepts unknown regions", () => {
    assert.equal(serviceOrigin("hss", "xx-new-9"), "https://hss.xx-new-9.myhuaweicloud.com");
  });

  it("refuses a region that would send the credentials elsewhere", () => {
    for (const region of ["evil.example/", "a@evil.example#", "CN-NORTH-4", "", "cn north"]) {
      assert.throws(() => serviceOrigin("hss", region), { name: "ConfigError", property: "region" }, region);
    }
  });
});

describe("parseEndpoint", () => {
  it("splits origin and base path", () => {
    assert.deepEqual(parseEndpoint("endpoint", "https://gateway.example:8443/hss/"), {
      origin: "https://gateway.example:8443",
      basePath: "/hss",
    });
  });

  it("accepts plain http only for loopback addresses", () => {
    for (const host of ["localhost:1", "127.0.0.1:1", "[::1]:1"]) {
      assert.equal(parseEndpoint("endpoint", `http://${host}`).origin, `http://${host}`);
    }
    assert.throws(
      () => parseEndpoint("endpoint", "http://hss.example"),
      /^ConfigError: endpoint must use https, because http would send the credentials unencrypted\.\nSet endpoint to/,
    );
  });

  it("names the setting and says what to set if the value is not an address", () => {
    for (const endpoint of ["hss.example", "ftp://x", "https://u:p@x", "https://x?y=1", "https://x#y"]) {
      assert.throws(
        () => parseEndpoint("iamEndpoint", endpoint),
        /^ConfigError: iamEndpoint .*\.\nSet iamEndpoint to an address such as "https:\/\/iam\.cn-north-4\.myhuaweicloud\.com"\.$/,
      );
    }
  });
});
