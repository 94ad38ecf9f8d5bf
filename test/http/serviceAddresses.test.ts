import assert from "node:assert/strict";
import { ServiceAddresses, type AddressSettings } from "../../src/http/serviceAddresses.js";

const PUBLIC = "https://hss.cn-north-4.g42cloud.com";
const GATEWAY = "https://gateway.example:8443/hss";
const VARIABLE = "HUAWEICLOUD_SDK_REGION_HSS_CN_NORTH_4";

describe("ServiceAddresses", () => {
  const addresses = (
    settings: AddressSettings,
    region = "cn-north-4",
    ownRegion: string | undefined = "cn-north-4",
  ) => {
    const of = new ServiceAddresses(settings);
    const text = ({ origin, basePath }: { origin: string; basePath: string }) => origin + basePath;
    return {
      hss: () => text(of.hss({ region, ownRegion })),
      iam: (stored?: string) => text(of.iam({ region, ownRegion }, stored)),
    };
  };

  const known: Record<string, [settings: AddressSettings, hss: string, iam: string]> = {
    nothing: [{}, "https://hss.cn-north-4.myhuaweicloud.com", "https://iam.cn-north-4.myhuaweicloud.com"],
    "the cloud": [{ cloud: "g42cloud.com" }, PUBLIC, "https://iam.cn-north-4.g42cloud.com"],
    "HSS's address in a public cloud": [{ endpoint: PUBLIC }, PUBLIC, "https://iam.cn-north-4.g42cloud.com"],
    "HSS's address in the region's variable": [
      { variables: { [VARIABLE]: PUBLIC } },
      PUBLIC,
      "https://iam.cn-north-4.g42cloud.com",
    ],
    "several addresses without a scheme in the region's variable": [
      { variables: { [VARIABLE]: "hss.cn-north-4.g42cloud.com,hss.example" } },
      PUBLIC,
      "https://iam.cn-north-4.g42cloud.com",
    ],
    "endpoint before the region's variable": [
      { endpoint: PUBLIC, variables: { [VARIABLE]: "https://hss.cn-north-4.other.com" } },
      PUBLIC,
      "https://iam.cn-north-4.g42cloud.com",
    ],
    "the cloud, and HSS elsewhere": [
      { cloud: "g42cloud.com", endpoint: GATEWAY },
      GATEWAY,
      "https://iam.cn-north-4.g42cloud.com",
    ],
    "IAM's address": [
      { endpoint: GATEWAY, cloud: "g42cloud.com", iamEndpoint: "https://iam.example/v3" },
      GATEWAY,
      "https://iam.example",
    ],
  };
  for (const [what, [settings, hss, iam]] of Object.entries(known)) {
    it(`knows where the services are by ${what}`, () => {
      assert.equal(addresses(settings).hss(), hss);
      assert.equal(addresses(settings).iam(), iam);
    });
  }

  it("takes a region whose name has another form than the vendor's, when it is the provider's", () => {
    const settings = { endpoint: "https://hss.main.cloud.example" };
    assert.equal(addresses(settings, "main", "main").iam(), "https://iam.main.cloud.example");
    assert.throws(() => addresses(settings).iam(), { property: "iamEndpoint" });
  });

  it("prefers IAM's address in the configuration to the one that is stored with the credentials", () => {
    assert.equal(addresses({}).iam("https://stored.example/v3/"), "https://stored.example");
    assert.equal(
      addresses({ iamEndpoint: "https://iam.example" }).iam("https://stored.example"),
      "https://iam.example",
    );
    assert.equal(addresses({ endpoint: GATEWAY }).iam("https://stored.example"), "https://stored.example");
  });

  for (const settings of [
    { endpoint: GATEWAY },
    { endpoint: "http://127.0.0.1:1" },
    { endpoint: "https://hss.internal.example.org" },
    { endpoint: "https://hss.example" },
    { endpoint: "https://api.hss.cn-north-4.g42cloud.com" },
    { variables: { [VARIABLE]: GATEWAY } },
  ]) {
    it(`does not guess IAM's address with ${JSON.stringify(settings)}`, () => {
      assert.throws(() => addresses(settings).iam(), {
        name: "ConfigError",
        property: "iamEndpoint",
        message:
          "The address of IAM is not known, because that of HSS is not of the form hss.<region>.<domain>.\n" +
          "Set iamEndpoint (HW_AUTH_URL) to the address of IAM in the same cloud, or cloud (HW_CLOUD) to its domain.",
      });
    });
  }

  for (const [what, endpoint, ownRegion] of [
    ["the host names another region", "https://hss.cn-south-1.g42cloud.com", "cn-north-4"],
    [
      "the host names another region than the call, and the provider none",
      "https://hss.cn-south-1.g42cloud.com",
      undefined,
    ],
    ["the host names none, and the provider is for another", GATEWAY, "cn-south-1"],
  ] as const) {
    it(`refuses a call for a region where ${what}`, () => {
      const of = new ServiceAddresses({ endpoint });
      assert.throws(() => of.hss({ region: "cn-north-4", ownRegion }), {
        name: "ConfigError",
        property: "endpoint",
        message:
          "endpoint is the address of HSS in cn-south-1, but the call is for the region cn-north-4.\n" +
          `Use a provider without endpoint for other regions, or set ${VARIABLE} to the address of HSS in cn-north-4.`,
      });
      const with4 = new ServiceAddresses({ endpoint, variables: { [VARIABLE]: PUBLIC } });
      assert.equal(with4.hss({ region: "cn-north-4", ownRegion }).origin, PUBLIC);
    });
  }

  it("takes any region where neither the host nor the provider names one", () => {
    const of = new ServiceAddresses({ endpoint: GATEWAY });
    assert.equal(of.hss({ region: "cn-south-1", ownRegion: undefined }).basePath, "/hss");
  });

  it("names the variable whose value is no address", () => {
    assert.throws(() => addresses({ variables: { [VARIABLE]: "ftp://x" } }).hss(), {
      property: VARIABLE,
      summary: `${VARIABLE} is not an HTTP(S) address.`,
    });
  });
});
