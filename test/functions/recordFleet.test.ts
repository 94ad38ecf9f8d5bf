import assert from "node:assert/strict";
import { createClient, type Client, type Fleet, type RecordFleetArgs } from "../../src/client.js";
import { EMULATED_PROJECT_ID, EMULATED_REGION, startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { createFleet } from "../../src/emulator/hss/createFleet.js";
import { emulatedFleet } from "../../src/emulator/hss/emulatedFleet.js";
import type { Host } from "../../src/emulator/hss/host.js";
import { fleetFile } from "../../src/fleet/fleet.js";
import { readFleet } from "../../src/fleet/readFleet.js";
import { emulated } from "../support/emulated.js";

const DEFAULT_PROJECT = { enterpriseProjectId: undefined };
const IPV4 = /\b\d{1,3}(\.\d{1,3}){3}\b/;

describe("recordFleet of the client", () => {
  let emulator: Emulator;
  let client: Client;
  let unverified: string[];

  before(async () => {
    emulator = await startEmulator({ hosts: 250 });
    client = createClient(emulated(emulator, DEFAULT_PROJECT));
  });
  beforeEach(() => {
    emulator.fleet = createFleet(250, 1);
    emulator.hostMatch = "exact";
    emulator.requests.length = 0;
    unverified = [];
  });
  after(async () => {
    await client.close();
    await emulator.close();
  });

  const record = async (args: RecordFleetArgs = {}, of = client): Promise<Fleet> => {
    const onUnverifiedImages = (images: readonly string[]) => unverified.push(...images);
    return JSON.parse(JSON.stringify(await of.recordFleet(args, { onUnverifiedImages }))) as Fleet;
  };
  const read = async (pages: AsyncIterable<readonly object[]>): Promise<object[]> => {
    const rows: object[] = [];
    for await (const page of pages) rows.push(...page);
    return rows;
  };
  const lists = async (of: Client) => ({
    hosts: await read(of.localImageHosts()),
    images: await read(of.localImages()),
    nginx: await read(of.localImageHosts({ imageName: "nginx", imageMatch: "exact" })),
    dangling: await read(of.localImageHosts({ imageName: "--", imageMatch: "exact" })),
    vulnerable: await read(of.localImages({ hasVul: true })),
    // They are recorded by server and image.
    containers: new Set(await read(of.localImageContainers())),
    orders: new Set(await read(of.localImageContainers({ imageName: "orders", imageVersion: "2026.11.0" }))),
  });

  for (const hostMatch of ["exact", "part"] as const) {
    it(`records what gives the same answers in the same scope (HSS matches names: ${hostMatch})`, async () => {
      emulator.hostMatch = hostMatch;
      const withDigest = (host: Host) => ({ ...host, images: host.images.filter(({ digest }) => digest !== "") });
      emulator.fleet = emulator.fleet.map(withDigest);
      const recorded = await record();
      const { region, projectId, enterpriseProjectId } = recorded;
      assert.deepEqual([region, projectId, enterpriseProjectId], [EMULATED_REGION, EMULATED_PROJECT_ID, "0"]);
      const replayed = await startEmulator({ ...emulatedFleet(readFleet(recorded, fleetFile)), hostMatch });
      const again = createClient(emulated(replayed, DEFAULT_PROJECT));
      try {
        const expected = await lists(client);
        assert.ok(expected.hosts.length > 200 && expected.containers.size > 100);
        assert.deepEqual(await lists(again), expected);
        assert.deepEqual(unverified, []);
      } finally {
        await again.close();
        await replayed.close();
      }
    });
  }

  it("asks for the servers and containers of each image by its digest", async () => {
    const { images = [] } = await record();
    const first = emulator.requests.filter(({ params }) => params.get("offset") === "0");
    const asked = first.map(({ path, params }) => [path.split("/").at(-1), params.get("image_digest")]);
    for (const { imageDigest, containerNum } of images.filter((image) => image.imageDigest !== "")) {
      const ofImage = asked.filter(([, digest]) => digest === imageDigest).map(([list]) => list);
      assert.deepEqual(ofImage, containerNum === 0 ? ["hosts"] : ["hosts", "containers"]);
    }
  });

  it("says for which images it cannot tell the servers", async () => {
    const [first, second] = emulator.fleet as [Host, Host];
    const nameless = { name: "", version: "", digest: "" };
    emulator.fleet = [
      { ...first, images: [{ name: "--", version: "--", digest: "" }, nameless] },
      { ...second, images: [{ name: "--", version: "--", digest: `sha256:${"1".repeat(64)}` }] },
    ];
    const { hosts = [], images = [] } = await record({ enterpriseProjectId: "all_granted_eps" });
    assert.deepEqual(unverified, [
      "--:-- (it has no name, version or digest of its own)",
      ": (it has no name, version or digest of its own)",
    ]);
    assert.deepEqual(
      images.map(({ imageName, hostNum }) => [imageName, hostNum]),
      [
        ["--", 1],
        [undefined, 1],
        ["--", 1],
      ],
    );
    assert.deepEqual(
      hosts.map((host) => host.images),
      [[], [`sha256:${"1".repeat(64)}`]],
    );
  });

  it("leaves addresses out on request, also in names, and records a server once", async () => {
    const [first, ...others] = createFleet(250, 1) as [Host, ...Host[]];
    emulator.fleet = [
      { ...first, row: { ...first.row, host_name: "ip-10-1-2-3-web" }, enterpriseProjectId: "0" },
      ...others,
    ];
    const all = await record();
    assert.match(JSON.stringify(all), IPV4);
    assert.equal(all.hosts?.[0]?.hostName, "ip-10-1-2-3-web");
    const redacted = await record({ redactAddresses: true });
    assert.doesNotMatch(JSON.stringify(redacted).replaceAll(/"imageVersion":"[^"]*"/g, ""), IPV4);
    assert.equal(redacted.hosts?.[0]?.hostName, "ip-[redacted]-web");
    const servers = new Set(all.hosts.map(({ hostId }) => hostId));
    assert.ok(servers.size < all.hosts.length);
    assert.deepEqual(
      redacted.hosts.map(({ hostId }) => hostId),
      [...servers],
    );
  });

  it("leaves out the counts of an image that HSS lists more than once", async () => {
    const { images = [] } = await record({ enterpriseProjectId: "all_granted_eps" });
    const pause = images.filter(({ imageName }) => imageName === "pause");
    assert.deepEqual(
      pause.map(({ hostNum, containerNum }) => [hostNum, containerNum]),
      [[undefined, undefined]],
    );
  });

  it("records containers on a server that came after the list of servers was read", async () => {
    let asked = 0;
    const { fleet } = emulator;
    const [late] = fleet.filter(
      ({ enterpriseProjectId, images }) =>
        enterpriseProjectId === "0" && images.some(({ name }) => name === "log4j-demo"),
    );
    emulator.intercept = ({ path }) => {
      if (path.endsWith("/hosts")) emulator.fleet = fleet.filter((host) => host !== late);
      else emulator.fleet = fleet;
      asked++;
      return false;
    };
    const { hosts = [] } = await record();
    emulator.intercept = undefined;
    assert.ok(asked > 10);
    const found = hosts.filter(({ hostId }) => hostId === late?.row.host_id);
    assert.equal(found.length, 1);
    assert.equal(found[0]?.hostName, late?.row.host_name);
    assert.ok((found[0]?.containers ?? []).length > 0);
  });

  it("checks its arguments, and ends with its signal and the client", async () => {
    // @ts-expect-error: there is no such argument.
    await assert.rejects(client.recordFleet({ imageName: "nginx" }), {
      name: "ArgumentError",
      message:
        "Argument imageName does not exist.\nUse one of: enterpriseProjectId, region, projectId, consistency, redactAddresses.",
    });
    assert.equal(emulator.requests.length, 0);
    const signal = AbortSignal.abort(new Error("enough"));
    await assert.rejects(client.recordFleet({}, { signal }), { message: "enough" });
    const closed = createClient(emulated(emulator));
    await closed.close();
    await assert.rejects(closed.recordFleet(), { name: "ConfigError", message: /^The client is closed\.\n/ });
  });
});
