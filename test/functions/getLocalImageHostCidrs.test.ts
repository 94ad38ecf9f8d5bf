import assert from "node:assert/strict";
import { containersOf } from "../../src/emulator/hss/containersOf.js";
import { serversOf } from "../../src/emulator/hss/serversOf.js";
import { startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { createFleet } from "../../src/emulator/hss/createFleet.js";
import type { Host, HostRow } from "../../src/emulator/hss/host.js";
import { getLocalImageHostCidrs } from "../../src/functions/getLocalImageHostCidrs.js";
import { emulated } from "../support/emulated.js";
import { emulatedContext } from "../support/emulatedContext.js";
import { argumentsIn, ProviderProcess } from "../support/providerProcess.js";

interface Result {
  cidrs: string[];
  skipped: { hostId: string; hostName: string; address: string; reason: string }[];
  hostCount: number;
}

describe("getLocalImageHostCidrs", () => {
  const fleet = createFleet(450, 1);
  let emulator: Emulator;
  let provider: ProviderProcess;

  const call = async (args: Record<string, unknown> = {}): Promise<Result> => {
    const { result } = await provider.invoke("getLocalImageHostCidrs", args);
    return result as unknown as Result;
  };
  /** The server at this place, changed. */
  const changed = (index: number, row: Partial<HostRow>): Host => {
    const host = fleet[index] ?? assert.fail();
    return { ...host, row: { ...host.row, ...row } };
  };
  const privates = (hosts: readonly Host[]) => {
    const all = hosts.map(({ row }) => `${row.private_ip}/32`);
    return ["10.", "172."].flatMap((network) => all.filter((cidr) => cidr.startsWith(network)));
  };

  before(async () => {
    emulator = await startEmulator({ fleet });
    provider = await ProviderProcess.configured(emulated(emulator));
  });
  beforeEach(() => {
    emulator.fleet = fleet;
    emulator.intercept = undefined;
    emulator.requests.length = 0;
  });
  after(async () => {
    await provider.stop();
    await emulator.close();
  });

  it("returns a prefix for the private address of every server, on all pages", async () => {
    const { cidrs, skipped, hostCount } = await call();
    assert.deepEqual(cidrs, privates(fleet));
    assert.deepEqual(skipped, []);
    assert.equal(hostCount, serversOf(fleet).length);
    assert.equal(emulator.requests.length, 1 + Math.ceil((450 - 200) / 199));
  });

  it("returns the addresses of the servers with one image", async () => {
    const holders = fleet.filter(({ images }) => images.some(({ name }) => name === "log4j-demo"));
    assert.deepEqual(await call({ imageName: "log4j-demo" }), {
      cidrs: privates(holders),
      skipped: [],
      hostCount: 3,
      unverifiedImages: [],
    });
    assert.deepEqual(await call({ imageName: "not-deployed" }), {
      cidrs: [],
      skipped: [],
      hostCount: 0,
      unverifiedImages: [],
    });
  });

  it("joins addresses with aggregate exact", async () => {
    // The emulator's servers stand at 10.0.0.0 and the 441 addresses that follow, and some have one in 172.16.0.0 besides.
    const { cidrs } = await call({ aggregate: "exact" });
    assert.deepEqual(
      cidrs.filter((cidr) => cidr.startsWith("10.")),
      ["10.0.0.0/24", "10.0.1.0/25", "10.0.1.128/27", "10.0.1.160/28", "10.0.1.176/29", "10.0.1.184/31"],
    );
    assert.deepEqual(
      cidrs.slice(6),
      privates(fleet).filter((cidr) => cidr.startsWith("172.")),
    );
  });

  it("returns public addresses, and names the servers without one", async () => {
    const { cidrs, skipped } = await call({ addressKind: "public" });
    const having = fleet.filter(({ row }) => row.public_ip);
    assert.deepEqual(new Set(cidrs), new Set(having.map(({ row }) => `${row.public_ip ?? ""}/32`)));
    assert.deepEqual(
      skipped,
      serversOf(fleet)
        .filter(({ row }) => !row.public_ip)
        .map(({ row }) => ({
          hostId: row.host_id,
          hostName: row.host_name,
          address: "",
          reason: "it has no public address",
        })),
    );
    const both = await call({ addressKind: "both" });
    assert.deepEqual(both.cidrs.length, 450 + cidrs.length);
    assert.deepEqual(both.skipped, []);
  });

  it("includes only servers with the given agent statuses", async () => {
    const offline = fleet.filter(({ row }) => ["offline", "not_online"].includes(row.agent_status));
    const { cidrs, hostCount } = await call({ agentStatuses: ["offline", "not_online"] });
    assert.ok(offline.length > 0);
    assert.deepEqual(cidrs, privates(offline));
    assert.equal(hostCount, offline.length);
  });

  it("counts a server with two container runtimes once", async () => {
    emulator.fleet = [changed(0, {}), changed(0, { docker_type: "other" }), changed(1, {})];
    const { cidrs, hostCount } = await call();
    assert.deepEqual(cidrs, privates(fleet.slice(0, 2)));
    assert.equal(hostCount, 2);
  });

  it("never covers an address that a rule must not have", async () => {
    const bad = [
      "0.0.0.0",
      "0.0.0.0/0",
      "010.0.0.1",
      "1.2.3.4;",
      "fe80::1%eth0",
      "::ffff:1.2.3.4",
      "127.0.0.1",
      "255.255.255.255",
    ];
    emulator.fleet = [
      ...bad.map((private_ip, index) => changed(index, { private_ip })),
      changed(20, { private_ip: "2001:DB8::1" }),
    ];
    const { cidrs, skipped, hostCount } = await call({ aggregate: "exact" });
    assert.deepEqual(cidrs, ["2001:db8::1/128"]);
    assert.deepEqual(
      skipped.map(({ address }) => address),
      bad,
    );
    assert.equal(hostCount, bad.length + 1);
  });

  it("refuses offset and limit, and unknown values", async () => {
    const { status, message } = await provider.failing("getLocalImageHostCidrs", {
      limit: 5,
      offset: 1,
      addressKind: "all",
      agentStatuses: [],
      aggregate: "supernet",
      imageName: "",
    });
    assert.equal(status, "INVALID_ARGUMENT");
    assert.deepEqual(argumentsIn(message), [
      "addressKind",
      "agentStatuses",
      "aggregate",
      "imageName",
      "limit",
      "offset",
    ]);
    assert.equal(emulator.requests.length, 0);
  });

  it("fails if a page fails, and returns no part of the list", async () => {
    emulator.intercept = ({ params, response }) => {
      if (params.get("offset") === "0") return false;
      response.writeHead(500).end("{}");
      return true;
    };
    await assert.rejects(call(), /The service failed\./);
  });

  it("fails if the list keeps changing, and warns with onDrift warn", async () => {
    emulator.intercept = ({ params }) => {
      if (params.get("offset") !== "0")
        emulator.fleet = [...emulator.fleet.slice(1), ...createFleet(1, emulator.requests.length + 50)];
      return false;
    };
    await assert.rejects(call(), /The list changed while it was being read\./);
    const context = emulatedContext(emulator, { onDrift: "warn" });
    const warnings: string[] = [];
    try {
      const args = getLocalImageHostCidrs.input.parse({});
      const { hostCount } = (await getLocalImageHostCidrs.run(args as never, context, {
        signal: new AbortController().signal,
        status: () => undefined,
        info: () => undefined,
        warn: (message) => warnings.push(message),
      })) as Result;
      assert.ok(hostCount > 0);
    } finally {
      await context.close();
    }
    assert.equal(warnings.length, 1);
    assert.match(warnings[0] ?? "", /^getLocalImageHostCidrs: the list changed .*may be incomplete/);
  });

  it("returns all addresses of the servers with a container of the image if presence is container", async () => {
    const servers = new Set(
      serversOf(fleet)
        .filter((host) => containersOf(host).some(({ image }) => image.name === "pause"))
        .map(({ row }) => row.host_id),
    );
    const rows = fleet.filter(({ row }) => servers.has(row.host_id));
    assert.ok(rows.length > servers.size, "a server has two addresses");
    const { cidrs, hostCount } = await call({ imageName: "pause", presence: "container" });
    assert.deepEqual(new Set(cidrs), new Set(privates(rows)));
    assert.equal(hostCount, servers.size);
    const online = await call({ imageName: "pause", presence: "container", agentStatuses: ["online"] });
    assert.deepEqual(new Set(online.cidrs), new Set(privates(rows.filter(({ row }) => row.agent_status === "online"))));
  });
});
