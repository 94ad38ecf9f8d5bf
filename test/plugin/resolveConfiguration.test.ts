import assert from "node:assert/strict";
import { configuration } from "../../src/provider/configuration.js";
import { resolveConfiguration, validateConfiguration } from "../../src/plugin/resolveConfiguration.js";

describe("validateConfiguration", () => {
  const failures = (given: Record<string, unknown>) => {
    const checked = validateConfiguration(configuration, given);
    return checked.ok ? [] : checked.failures;
  };

  it("accepts values as the stack's configuration and the SDKs send them: everything but strings as JSON text", () => {
    assert.deepEqual(failures({ pageSize: "100", maxConcurrency: 4, requestTimeout: "5s", region: "cn-north-4" }), []);
  });

  it("reads digits as text if the key is text", () => {
    assert.deepEqual(failures({ projectId: "123", enterpriseProjectId: "0" }), []);
  });

  it("ignores the engine's own keys", () => {
    assert.deepEqual(failures({ version: "0.1.0", pluginDownloadURL: "github://x", __internal: {} }), []);
  });

  it("names an unknown key, and lists the known ones", () => {
    const [failure] = failures({ regoin: "cn-north-4" });
    assert.equal(failure.property, "regoin");
    assert.match(failure.reason, /^there is no configuration key "regoin"; use one of: region, projectId, /);
  });

  for (const key of ["constructor", "toString", "hasOwnProperty"]) {
    it(`refuses ${key}, a property of every object, as unknown`, () => {
      const [failure] = failures({ [key]: "b" });
      assert.match(failure.reason, new RegExp(`^there is no configuration key "${key}"`));
    });
  }

  const bad = {
    pageSize: ["1", "1.5", "many", "100000", true],
    maxConcurrency: ["0", -1],
    maxRetries: ["-1"],
    requestTimeout: ["30", "soon", "", "-1s", "30 s", "0s", "000ms"],
    scanTimeout: ["0m"],
    consistency: ["maybe"],
    onDrift: ["ignore"],
    region: ["", 5],
    token: [""],
  };
  for (const [key, values] of Object.entries(bad)) {
    it(`refuses a bad ${key} by its name, without repeating its value`, () => {
      for (const value of values) {
        const [failure] = failures({ [key]: value });
        assert.equal(failure.property, key, JSON.stringify(value));
        assert.match(failure.reason, /^must /);
      }
    });
  }
});

describe("resolveConfiguration", () => {
  it("prefers the given value, then the environment's names in order, then the default", () => {
    const env = { HW_REGION_NAME: "from-env", HUAWEICLOUD_SDK_PROJECT_ID: "sdk", HW_PROJECT_ID: "hw" };
    const { values } = resolveConfiguration(configuration, { region: "given" }, env);
    assert.equal(values.region, "given");
    assert.equal(values.projectId, "hw");
    assert.equal(values.pageSize, 200);
    assert.equal(values.requestTimeout, 30_000);
    assert.equal(values.scanTimeout, 1_800_000);
  });

  it("treats an empty variable as not set", () => {
    const { values } = resolveConfiguration(
      configuration,
      {},
      { HW_PROJECT_ID: "", HUAWEICLOUD_SDK_PROJECT_ID: "sdk" },
    );
    assert.equal(values.projectId, "sdk");
  });

  it("removes blanks and line ends around values, and treats a blank variable as not set", () => {
    const given = { region: " cn-north-4\r\n", pageSize: " 100\n", password: "\ta b\n" };
    const env = { HW_PROJECT_ID: " \n", HUAWEICLOUD_SDK_PROJECT_ID: "\tsdk\n", HW_MAX_RETRIES: " 3\n" };
    const { values, explicit, environment } = resolveConfiguration(configuration, given, env);
    assert.deepEqual(explicit, { region: "cn-north-4", pageSize: 100, password: "a b" });
    assert.deepEqual(environment, { HUAWEICLOUD_SDK_PROJECT_ID: "sdk", HW_MAX_RETRIES: "3" });
    assert.deepEqual([values.region, values.projectId, values.maxRetries], ["cn-north-4", "sdk", 3]);
  });

  it("names a key or a variable with a control character, and does not repeat its value", () => {
    const says = "must not contain a line break or another control character.";
    assert.throws(() => resolveConfiguration(configuration, { profile: "a\nb" }, {}), {
      property: "profile",
      summary: `Configuration key profile ${says}`,
    });
    assert.throws(() => resolveConfiguration(configuration, {}, { HW_DOMAIN_NAME: "a\u0007b" }), {
      property: "domainName",
      summary: `Environment variable HW_DOMAIN_NAME ${says}`,
    });
  });

  it("remembers where each value came from", () => {
    const env = { HW_ACCESS_KEY: "ak", HUAWEICLOUD_SDK_AK: "other", HW_SECRET_KEY: "", UNKNOWN: "x" };
    const { explicit, environment } = resolveConfiguration(configuration, { token: "t" }, env);
    assert.deepEqual(explicit, { token: "t" });
    assert.deepEqual(environment, { HW_ACCESS_KEY: "ak", HUAWEICLOUD_SDK_AK: "other" });
  });
});
