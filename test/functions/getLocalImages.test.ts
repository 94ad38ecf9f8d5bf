import assert from "node:assert/strict";
import { serversOf } from "../../src/emulator/hss/serversOf.js";
import { startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { emulated } from "../support/emulated.js";
import { ProviderProcess } from "../support/providerProcess.js";

describe("getLocalImages", () => {
  let emulator: Emulator;
  let provider: ProviderProcess;

  const images = async (args: Record<string, unknown> = {}) => {
    const { result, failures } = await provider.invoke("getLocalImages", args);
    assert.deepEqual(failures, []);
    return result.images as Record<string, string | number>[];
  };

  before(async () => {
    emulator = await startEmulator({ hosts: 450, pageCap: 5 });
    provider = await ProviderProcess.configured(emulated(emulator));
  });
  beforeEach(() => {
    emulator.intercept = undefined;
    emulator.requests.length = 0;
  });
  after(async () => {
    await provider.stop();
    await emulator.close();
  });

  it("gives all images of the fleet, page by page, with the number of servers that hold each", async () => {
    const holders = new Map<string, number>();
    for (const { images, enterpriseProjectId } of serversOf(emulator.fleet)) {
      for (const { name, version, digest } of images) {
        const key = `${name}:${version} ${digest} ${enterpriseProjectId}`;
        holders.set(key, (holders.get(key) ?? 0) + 1);
      }
    }
    const found = await images();
    assert.ok(emulator.requests.length > 3, "there is more than one page");
    assert.equal(found.length, holders.size);
    const counts = (list: Iterable<unknown>) => [...list].map(String).sort();
    assert.deepEqual(counts(found.map(({ hostNum }) => hostNum)), counts(holders.values()));
    assert.deepEqual(
      counts(found.map(({ imageName, imageVersion }) => `${imageName ?? ""}:${imageVersion ?? ""}`)),
      counts([...holders.keys()].map((key) => key.split(" ")[0])),
    );
  });

  it("has the numbers that the API sends, and leaves out the others", async () => {
    const found = await images();
    const [scanned = assert.fail()] = found.filter(({ scanStatus }) => scanStatus === "success");
    for (const name of ["imageSize", "latestUpdateTime", "latestScanTime", "vulNum", "hostNum", "componentNum"])
      assert.equal(typeof scanned[name], "number", name);
    assert.ok(found.some(({ imageSize }) => Number(imageSize) > 2 ** 32));
    const [unscanned = assert.fail()] = found.filter(({ scanStatus }) => scanStatus === "unscan");
    assert.equal(unscanned.latestScanTime, 0);
    for (const name of ["vulNum", "unsafeSettingNum", "maliciousFileNum", "componentNum"])
      assert.ok(!(name in unscanned), name);
    assert.deepEqual([unscanned.severityLevel, unscanned.scanFailedDesc, unscanned.nonScanReason], ["", "", ""]);
  });

  it("sends filters of every type unchanged", async () => {
    const [first = assert.fail()] = emulator.fleet;
    const holder = first.row;
    await images({
      hasVul: false,
      startLatestScanTime: 0,
      endLatestScanTime: 1_790_000_000_000,
      imageSize: 0,
      hostIp: holder.private_ip,
      appName: "a b",
    });
    const [{ params } = assert.fail()] = emulator.requests;
    assert.deepEqual(Object.fromEntries(params), {
      has_vul: "false",
      start_latest_scan_time: "0",
      end_latest_scan_time: "1790000000000",
      image_size: "0",
      host_ip: holder.private_ip,
      app_name: "a b",
      enterprise_project_id: "all_granted_eps",
      offset: "0",
      limit: "200",
    });
  });

  it("filters the list by scan results, and by time", async () => {
    const all = await images();
    const vulnerable = await images({ hasVul: true });
    assert.deepEqual(
      vulnerable,
      all.filter(({ vulNum = 0 }) => Number(vulNum) > 0),
    );
    assert.ok(vulnerable.length > 0 && vulnerable.length < all.length);
    const newest = Math.max(...all.map(({ latestUpdateTime }) => Number(latestUpdateTime)));
    assert.deepEqual(
      await images({ startLatestUpdateTime: newest, endLatestUpdateTime: newest }),
      all.filter(({ latestUpdateTime }) => latestUpdateTime === newest),
    );
  });

  it("names arguments of the wrong type, and sends no request", async () => {
    const { failures } = await provider.invoke("getLocalImages", {
      hasVul: "yes",
      startLatestScanTime: -1,
      imageName: "",
      imageDigest: "sha256:0",
    });
    const properties = failures.map(({ property }) => property).sort();
    assert.deepEqual(properties, ["hasVul", "imageDigest", "imageName", "startLatestScanTime"]);
    assert.equal(emulator.requests.length, 0);
  });

  for (const [filter, value, needed] of [
    ["imageVersion", "1.25.3", "imageName"],
    ["startLatestUpdateTime", 1, "endLatestUpdateTime"],
    ["endLatestUpdateTime", 1, "startLatestUpdateTime"],
    ["startLatestScanTime", 1, "endLatestScanTime"],
    ["endLatestScanTime", 1, "startLatestScanTime"],
  ] as const)
    it(`refuses ${filter} without ${needed}, which HSS would ignore`, async () => {
      const { failures } = await provider.invoke("getLocalImages", { [filter]: value });
      const reason = `must be given together with ${needed}: HSS ignores it without that`;
      assert.deepEqual(failures, [{ property: filter, reason }]);
      assert.equal(emulator.requests.length, 0);
    });

  it("fails with the place in the answer where a number is no number", async () => {
    emulator.intercept = ({ response }) => {
      response.writeHead(200).end('{"total_num":1,"data_list":[{"image_id":"a","vul_num":"many"}]}');
      return true;
    };
    await assert.rejects(images(), /data_list\[0\]\.vul_num/);
  });
});
