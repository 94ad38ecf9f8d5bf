import assert from "node:assert/strict";
import { createClient, type Client, type LocalImageComplianceArgs } from "../src/client.js";
import { startEmulator, type Emulator } from "../src/emulator/emulator.js";
import { createFleet } from "../src/emulator/hss/createFleet.js";
import { configuration } from "../src/provider/configuration.js";
import type { LocalImageHost } from "../src/hss/localImageHosts.js";
import { emulated } from "./support/emulated.js";

describe("the client", () => {
  let emulator: Emulator;
  let client: Client;

  const read = async (pages: AsyncIterable<readonly LocalImageHost[]>): Promise<string[]> => {
    const ids: string[] = [];
    for await (const page of pages) for (const { hostId } of page) ids.push(hostId);
    return ids;
  };
  const fleetIds = () => emulator.fleet.map(({ row }) => row.host_id);

  before(async () => {
    emulator = await startEmulator({ hosts: 0 });
    client = createClient(emulated(emulator));
  });
  beforeEach(() => {
    emulator.fleet = createFleet(1200, 1);
    emulator.intercept = undefined;
    emulator.requests.length = 0;
  });
  after(async () => {
    await client.close();
    await emulator.close();
  });

  it("yields each server once, in the order of HSS, page by page", async () => {
    const sizes: number[] = [];
    for await (const page of client.localImageHosts()) sizes.push(page.length);
    assert.deepEqual(sizes, [200, 199, 199, 199, 199, 199, 5]);
    assert.deepEqual(await read(client.localImageHosts()), fleetIds());
  });

  it("accepts the arguments of getLocalImageHosts", async () => {
    assert.deepEqual(await read(client.localImageHosts({ offset: 100, limit: 300 })), fleetIds().slice(100, 400));
    assert.equal((await read(client.localImageHosts({ imageName: "log4j-demo" }))).length, 3);
    // @ts-expect-error: the name of the argument is hostName.
    assert.throws(() => client.localImageHosts({ hostname: "x" }), {
      name: "ArgumentError",
      message: /^Argument hostname does not exist\.\nUse one of: imageName, /,
    });
    assert.throws(() => client.localImageHosts({ imageName: "nginx\ud800" }), {
      name: "ArgumentError",
      property: "imageName",
      message: /^Argument imageName must be valid Unicode, without half of a surrogate pair\.\n/,
    });
  });

  it("reads its configuration from the environment that it is given", async () => {
    const { token, endpoint, ...given } = emulated(emulator);
    const env = { HW_AUTH_TOKEN: String(token), HW_HSS_ENDPOINT: String(endpoint) };
    const other = createClient(given, { env });
    assert.equal((await read(other.localImageHosts({ limit: 5 }))).length, 5);
    await other.close();
  });

  it("counts undefined as absent, for every option", async () => {
    const base = emulated(emulator);
    const keys = Object.keys(configuration.shape);
    const nothing = Object.fromEntries(keys.map((key) => [key, undefined]));
    const env = {
      HW_REGION_NAME: String(base.region),
      HW_PROJECT_ID: String(base.projectId),
      HW_AUTH_TOKEN: String(base.token),
      HW_HSS_ENDPOINT: String(base.endpoint),
      HW_AUTH_URL: String(base.iamEndpoint),
      HW_ENTERPRISE_PROJECT_ID: String(base.enterpriseProjectId),
    };
    const other = createClient(nothing, { env });
    assert.ok(keys.length > 20);
    const found = await read(
      other.localImageHosts({ imageName: undefined, limit: 5, region: undefined }, { signal: undefined }),
    );
    assert.equal(found.length, 5);
    assert.equal(emulator.requests.length, 1);
    await other.close();
  });

  describe("for compliance", () => {
    const rules = [
      { name: "no log4j", severity: "high", effect: "deny", image: { name: "log4j-demo" } },
    ] satisfies LocalImageComplianceArgs["rules"];

    it("returns what getLocalImageCompliance returns", async () => {
      const { passed, violations, metadata, reports } = await client.localImageCompliance({ rules, reports: ["csv"] });
      const holders = emulator.fleet.filter(({ images }) => images.some(({ name }) => name === "log4j-demo"));
      assert.equal(passed, false);
      assert.deepEqual(violations.map(({ hostId }) => hostId).sort(), holders.map(({ row }) => row.host_id).sort());
      assert.equal(metadata.complete, true);
      assert.deepEqual(
        reports.map(({ fileName }) => fileName),
        ["compliance.csv"],
      );
    });

    it("fails with enforce error, and passes the warning on with warn", async () => {
      await assert.rejects(client.localImageCompliance({ rules, enforce: "error" }), {
        name: "ComplianceError",
        message: /^Compliance: 3 violations, 1 of 1 rule failed\.\n/,
      });
      const warnings: string[] = [];
      const onWarning = (message: string) => warnings.push(message);
      const { passed } = await client.localImageCompliance({ rules, enforce: "warn" }, { onWarning });
      assert.equal(passed, false);
      assert.equal(warnings.length, 1);
      assert.match(warnings[0] ?? "", /^Compliance: 3 violations, 1 of 1 rule failed\.\n/);
    });

    it("refuses invalid arguments", async () => {
      await assert.rejects(client.localImageCompliance({ rules: [] }), {
        name: "ArgumentError",
        message: /^Argument rules must contain at least one rule\.\n/,
      });
      assert.equal(emulator.requests.length, 0);
    });

    it("ends when its signal is aborted, and when the client is closed", async () => {
      const abort = new AbortController();
      emulator.intercept = () => {
        abort.abort(new Error("enough"));
        return false;
      };
      await assert.rejects(client.localImageCompliance({ rules }, { signal: abort.signal }), /enough/);
      const other = createClient(emulated(emulator));
      emulator.intercept = () => {
        void other.close();
        return false;
      };
      await assert.rejects(other.localImageCompliance({ rules }), {
        name: "CancelledError",
        message: /^The call was cancelled by close\(\)/,
      });
      await assert.rejects(other.localImageCompliance({ rules }), {
        name: "ConfigError",
        message: /^The client is closed\.\n/,
      });
    });
  });

  describe("once it is closed", () => {
    it("refuses a call at once, and says why", async () => {
      const other = createClient(emulated(emulator, { maxRetries: 8 }));
      await other.close();
      await other.close();
      assert.throws(() => other.localImageHosts(), {
        name: "ConfigError",
        message: "The client is closed.\nMake another one with createClient, or close it after the last call.",
      });
      assert.equal(emulator.requests.length, 0);
    });

    it("has ended the calls that were under way, waiting or about to start", async () => {
      const other = createClient(emulated(emulator, { maxRetries: 8 }));
      const late = other.localImageHosts();
      const byClose = {
        name: "CancelledError",
        message: /^The call was cancelled by close\(\) before the answer was complete\.\n/,
      };
      const asked = async (requests: number) => {
        while (emulator.requests.length < requests) await new Promise(setImmediate);
      };
      emulator.intercept = ({ response, index }) => {
        if (index === 0) response.writeHead(503, { "retry-after": "3600" }).end();
        return true;
      };
      const waiting = assert.rejects(read(other.localImageHosts()), byClose);
      await asked(1);
      const underWay = assert.rejects(read(other.localImageHosts()), byClose);
      await asked(2);
      await other.close();
      await Promise.all([underWay, waiting, assert.rejects(read(late), byClose)]);
      assert.equal(emulator.requests.length, 2);
    });
  });

  it("throws a DriftError if the list changes, after the pages before the change", async () => {
    const slow = createClient(emulated(emulator, { maxConcurrency: 1 }));
    emulator.intercept = ({ index }) => {
      if (index === 4) emulator.fleet = emulator.fleet.slice(0, -1);
      return false;
    };
    await assert.rejects(read(slow.localImageHosts()), {
      name: "DriftError",
      message:
        /^The list changed while it was being read\.\nDiscard the rows that you received[^]*total_num changed from 1200 to 1199/,
    });
    await slow.close();
  });

  describe("for a snapshot", () => {
    const snapshot = { consistency: "snapshot" } as const;

    it("reads the whole list once before it gives out a row", async () => {
      const requests: number[] = [];
      for await (const page of client.localImageHosts(snapshot)) requests.push(page.length && emulator.requests.length);
      assert.ok((requests[0] ?? 0) > 7, `${requests[0] ?? 0} requests before the first row`);
      assert.equal(requests.at(-1), 2 * 7);
      assert.deepEqual(await read(client.localImageHosts(snapshot)), fleetIds());
    });

    it("ends in a DriftError when the second reading differs in a server's state alone", async () => {
      emulator.intercept = ({ index }) => {
        if (index !== 7) return false;
        const [first, ...others] = emulator.fleet;
        assert.ok(first);
        emulator.fleet = [{ ...first, row: { ...first.row, agent_status: "changed" } }, ...others];
        return false;
      };
      await assert.rejects(read(client.localImageHosts(snapshot)), {
        name: "DriftError",
        message: /\n {2}change: two consecutive readings differ$/,
      });
    });

    it("gives rows that HSS lists on two pages, which it takes for drift without", async () => {
      const { fleet } = emulator;
      emulator.fleet = [...fleet, ...fleet.slice(0, 1)];
      assert.deepEqual(await read(client.localImageHosts(snapshot)), fleetIds());
      await assert.rejects(read(client.localImageHosts()), { name: "DriftError" });
    });
  });

  it("asks for no more pages once the loop is left", async () => {
    emulator.fleet = createFleet(20_000, 1);
    const few = createClient(emulated(emulator, { maxConcurrency: 2 }));
    for await (const page of few.localImageHosts()) {
      assert.equal(page.length, 200);
      break;
    }
    await few.close();
    assert.ok(emulator.requests.length < 20, `${emulator.requests.length} requests of 101`);
  });

  it("ends when its signal is aborted", async () => {
    const abort = new AbortController();
    emulator.intercept = ({ params }) => {
      if (params.get("offset") !== "0") abort.abort(new Error("enough"));
      return false;
    };
    await assert.rejects(read(client.localImageHosts({}, { signal: abort.signal })), /enough/);
  });
});
