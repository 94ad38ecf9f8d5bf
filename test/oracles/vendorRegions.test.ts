import assert from "node:assert/strict";
import { serviceOrigin } from "../../src/http/serviceOrigin.js";
import { PYTHON } from "../support/available.js";
import { installVendorSdk, vendorRegions, type SdkRegion } from "./vendorSdk.js";

(PYTHON ? describe : describe.skip)("regions, against the lists of the vendor's SDK (needs Python)", function () {
  this.timeout(300_000);
  let regions: SdkRegion[];

  before(async () => {
    await installVendorSdk();
    regions = await vendorRegions();
  });

  it("have the same addresses of HSS and IAM", () => {
    assert.deepEqual(
      regions.map(({ region, service }) => serviceOrigin(service, region)),
      regions.map(({ address }) => address),
    );
  });

  it("are all there, eu-west-0 and eu-west-101 among them", () => {
    const names = (service: string) => regions.filter((each) => each.service === service).map(({ region }) => region);
    assert.ok(names("hss").length >= 32);
    assert.ok(names("hss").includes("eu-west-101"));
    assert.ok(names("iam").includes("eu-west-0"));
  });
});
