import assert from "node:assert/strict";
import type { Dispatcher } from "undici";
import { metadataKeys } from "../../src/auth/metadataKeys.js";
import { configuration } from "../../src/provider/configuration.js";
import { createContext } from "../../src/provider/createContext.js";
import { Redactor } from "../../src/http/redactor.js";
import { resolveConfiguration } from "../../src/plugin/resolveConfiguration.js";
import { VirtualClock } from "../support/virtualClock.js";

const { signal } = new AbortController();

describe("metadataKeys", () => {
  let asked: string[];
  const dispatcher = {
    request: ({ origin, path }: { origin: string; path: string }) => {
      asked.push(origin + path);
      return Promise.reject(Object.assign(new Error("refused"), { code: "ECONNREFUSED" }));
    },
  } as unknown as Dispatcher;
  const shared = { dispatcher, clock: new VirtualClock(), redactor: new Redactor() };

  beforeEach(() => {
    asked = [];
  });

  for (const address of [
    "http://169.254.169.254",
    "http://169.254.0.1:8080",
    "http://127.0.0.1:1",
    "http://localhost:1",
    "http://[::1]:1",
  ]) {
    it(`asks at ${address}, which is on this machine or its link`, async () => {
      await assert.rejects(metadataKeys({ ...shared, address }, signal), { name: "AuthError" });
      assert.ok(asked.length > 0);
      assert.ok(asked.every((url) => url.startsWith(`${address}/`)));
    });
  }

  for (const address of [
    "http://metadata.example",
    "http://10.0.0.1",
    "http://169.254.169.254.example",
    "http://169.254.example",
    "http://example/169.254.169.254",
    "http://u:p@example",
    "http://1169.254.169.254",
    "http://[fe80::a9fe:a9fe]",
    "http://localhost.example",
    "https://169.254.169.254",
    "ftp://127.0.0.1",
    "169.254.169.254",
    "",
  ]) {
    it(`refuses ${JSON.stringify(address)} before it asks`, async () => {
      await assert.rejects(metadataKeys({ ...shared, address }, signal), {
        name: "ConfigError",
        property: "ecsAgency",
        summary: "HW_METADATA_ENDPOINT is not the address of a metadata service.",
      });
      assert.deepEqual(asked, []);
    });
  }

  it("asks at 169.254.169.254 when no other address is given", async () => {
    const { callers } = createContext(resolveConfiguration(configuration, { region: "cn-north-4" }, {}), {
      createDispatcher: () => dispatcher,
      redactor: shared.redactor,
      clock: shared.clock,
      random: () => 1,
      homeDirectory: "/nonexistent",
    });
    await assert.rejects(callers.resolve({}, signal), { name: "AuthError" });
    assert.ok(asked.includes("http://169.254.169.254/meta-data/latest/api/token"));
  });
});
