import assert from "node:assert/strict";
import { startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { createFleet } from "../../src/emulator/hss/createFleet.js";
import type { Host } from "../../src/emulator/hss/host.js";
import { emulated } from "../support/emulated.js";
import { ProviderProcess } from "../support/providerProcess.js";

const rule = { name: "has-agent", severity: "low", effect: "require", image: { name: "hss-agent" } };
/** Calls that read one list of several pages, or several lists. */
const CALLS: [name: string, args: Record<string, unknown>][] = [
  ["getLocalImageHosts", {}],
  ["getLocalImages", {}],
  ["getLocalImageContainers", {}],
  ["getLocalImageHostCidrs", {}],
  ["getLocalImageCompliance", { rules: [rule] }],
];

describe("the argument consistency", () => {
  const fleet = createFleet(450, 1);
  let emulator: Emulator;
  let plugin: ProviderProcess | undefined;

  before(async () => {
    emulator = await startEmulator({ fleet });
  });
  beforeEach(() => {
    emulator.fleet = fleet;
    emulator.intercept = undefined;
    emulator.requests.length = 0;
  });
  afterEach(() => plugin?.stop());
  after(() => emulator.close());

  const configured = async (more: Record<string, unknown> = {}) =>
    (plugin = await ProviderProcess.configured(emulated(emulator, more)));

  /** How often each page was asked for. */
  const readings = async (provider: ProviderProcess, name: string, args: Record<string, unknown>) => {
    emulator.requests.length = 0;
    const { result, failures } = await provider.invoke(name, args);
    assert.deepEqual(failures, []);
    const times = new Map<string, number>();
    for (const { path, query } of emulator.requests) {
      const page = `${path}?${query}`;
      times.set(page, (times.get(page) ?? 0) + 1);
    }
    assert.ok(times.size > 1, "the list has several pages");
    return { result, times: new Set(times.values()) };
  };

  for (const [name, args] of CALLS) {
    it(`holds for one call of ${name}, over the configured one`, async () => {
      // There are few images.
      const pageSize = name === "getLocalImages" ? 10 : 200;
      const seams = await configured({ pageSize });
      const one = await readings(seams, name, args);
      assert.deepEqual([...one.times], [1]);
      const two = await readings(seams, name, { ...args, consistency: "snapshot" });
      assert.ok(two.times.has(2));
      await seams.stop();
      const snapshot = await configured({ pageSize, consistency: "snapshot" });
      assert.deepEqual([...(await readings(snapshot, name, args)).times], [...two.times]);
      assert.deepEqual([...(await readings(snapshot, name, { ...args, consistency: "seams" })).times], [1]);
    });
  }

  it("finds a server that moves to an earlier place, whose address a rule must hold", async () => {
    const provider = await configured({ maxConcurrency: 1 });
    const at = (index: number): Host => fleet[index] ?? assert.fail();
    const address = `${at(400).row.private_ip}/32`;
    // The first page is read; then one server leaves, the moved one stands in its place, and another comes at the end.
    const moved = [...fleet.with(10, at(400)).toSpliced(400, 1), ...createFleet(1, 2)];
    const cidrs = async (args: Record<string, unknown>) => {
      emulator.fleet = fleet;
      emulator.intercept = ({ index }) => {
        if (index === 1) emulator.fleet = moved;
        return false;
      };
      emulator.requests.length = 0;
      const { result, failures } = await provider.invoke("getLocalImageHostCidrs", args);
      assert.deepEqual(failures, []);
      return result.cidrs as string[];
    };
    assert.ok(!(await cidrs({})).includes(address), "seams miss it");
    assert.ok((await cidrs({ consistency: "snapshot" })).includes(address));
  });

  it("applies to all lists that imageMatch needs", async () => {
    const provider = await configured({ pageSize: 10 });
    const args = { imageMatch: "exact", consistency: "snapshot" };
    // The images of this version are listed among all images; those with this name, one by one.
    await provider.invoke("getLocalImageHosts", { ...args, imageVersion: "1.25.3" });
    await provider.invoke("getLocalImageHosts", { ...args, imageName: "nginx" });
    const lists = new Map<string, number[]>();
    for (const { path, params } of emulator.requests) {
      const list = `${path.split("/").at(-1) ?? ""} ${params.get("image_digest")?.slice(7, 11) ?? ""}`;
      const offset = Number(params.get("offset"));
      if (offset > 0) lists.set(list, [...(lists.get(list) ?? []), offset]);
    }
    for (const list of ["local-repositories ", "hosts 6a94", "hosts 98f8"]) {
      const offsets = lists.get(list) ?? [];
      assert.ok(offsets.length > 0, list);
      assert.equal(offsets.length, 2 * new Set(offsets).size, list);
    }
  });

  it("counts with one request, whatever is configured", async () => {
    const provider = await configured({ consistency: "snapshot" });
    await provider.invoke("getLocalImageHostCount");
    assert.equal(emulator.requests.length, 1);
  });

  it("is one of three", async () => {
    const { property, reason } = await (await configured()).failing("getLocalImageHostCidrs", { consistency: "none" });
    assert.equal(`${property} ${reason}`, "consistency must be one of: seams, snapshot, count");
  });
});
