import assert from "node:assert/strict";
import { EMULATED_PROJECT_ID, startEmulator, type Emulator } from "../../../src/emulator/emulator.js";
import { containersOf } from "../../../src/emulator/hss/containersOf.js";
import { serversOf } from "../../../src/emulator/hss/serversOf.js";
import { ask, encode } from "../emulatorClient.js";

const IMAGES = `/v5/${EMULATED_PROJECT_ID}/image/local-repositories`;

describe("the emulator's list of local images", () => {
  let emulator: Emulator;
  before(async () => {
    emulator = await startEmulator({ hosts: 1200 });
  });
  after(() => emulator.close());

  const list = (query: string) => ask(emulator, `${IMAGES}?enterprise_project_id=all_granted_eps&limit=200&${query}`);
  const rows = async (query = "") => (await list(query)).body.data_list ?? [];
  const names = async (query: string) => [...new Set((await rows(query)).map((row) => row.image_name))].sort();
  const everyRowIs = async (query: string, fits: (row: Record<string, unknown>) => boolean) => {
    const [all, found] = [await rows(), await rows(query)];
    assert.deepEqual(found, all.filter(fits));
    assert.ok(found.length > 0 && found.length < all.length, `${query} finds ${found.length}`);
  };

  it("has rows as HSS documents them", async () => {
    const all = await rows();
    for (const row of all) {
      assert.match(String(row.image_digest), /^(sha256:[0-9a-f]{64})?$/);
      assert.match(String(row.image_id), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
      assert.equal(row.latest_scan_time === 0, row.scan_status !== "success");
    }
    const values = (name: string) => [...new Set(all.map((row) => row[name]))].sort();
    assert.deepEqual(values("scan_status"), ["failed", "scanning", "success", "unscan", "waiting"]);
    assert.deepEqual(values("severity_level").filter(Boolean), ["High", "Low", "Medium", "Security", null].slice(0, 4));
    assert.deepEqual(values("local_image_type"), ["other_image", "swr_image"]);
  });

  it("counts a server with two addresses once", async () => {
    const total = (await rows("image_name=pause")).reduce((sum, row) => sum + Number(row.host_num), 0);
    assert.equal(total, serversOf(emulator.fleet).length);
  });

  it("finds an image by any part of its name, case-sensitively", async () => {
    assert.deepEqual(await names("image_name=nginx"), [
      "nginx",
      "nginx-exporter",
      "swr.cn-north-4.myhuaweicloud.com/team/nginx",
      "team/nginx",
    ]);
    assert.deepEqual(await names("image_name=Nginx"), []);
  });

  it("uses a version only together with a name, and matches it as a whole", async () => {
    assert.equal((await list("image_version=1.27.0")).body.total_num, (await list("")).body.total_num);
    await everyRowIs("image_name=nginx&image_version=1.27.0", (row) => row.image_version === "1.27.0");
    assert.deepEqual(await names("image_name=nginx&image_version=1.27"), []);
  });

  it("calls the same state waiting_for_scan in the filter and waiting in a row", async () => {
    await everyRowIs("scan_status=waiting_for_scan", (row) => row.scan_status === "waiting");
    await everyRowIs("scan_status=success", (row) => row.scan_status === "success");
  });

  for (const query of ["scan_status=waiting", "scan_status=other", "local_image_type=other"]) {
    it(`finds nothing for ${query}`, async () => {
      assert.deepEqual((await list(query)).body, { total_num: 0 });
    });
  }

  it("uses times only in pairs, and scan times and has_vul only for scanned images", async () => {
    const all = (await list("")).body.total_num;
    for (const half of ["start_latest_update_time", "end_latest_update_time", "start_latest_scan_time"]) {
      assert.equal((await list(`${half}=1`)).body.total_num, all, half);
    }
    const pair = (what: string, end: number) => `start_latest_${what}_time=0&end_latest_${what}_time=${end}`;
    const scanned = (row: Record<string, unknown>) => row.scan_status === "success";
    await everyRowIs(pair("scan", 8e12), scanned);
    const middle = Date.parse("2026-06-01T00:00:00Z");
    await everyRowIs(pair("update", middle), (row) => Number(row.latest_update_time) <= middle);
    await everyRowIs("has_vul=true", (row) => scanned(row) && Number(row.vul_num) > 0);
    await everyRowIs("has_vul=false", (row) => scanned(row) && row.vul_num === 0);
  });

  it("matches image_size, IDs and addresses as a whole, and names in part", async () => {
    const [row] = await rows("image_name=redis");
    const size = String(row?.image_size);
    await everyRowIs(`image_size=${size}`, (other) => other.image_size === row?.image_size);
    assert.deepEqual(await names(`image_size=${size.slice(0, -1)}`), []);

    const host =
      serversOf(emulator.fleet).find((server) => containersOf(server).some(({ pod }) => pod)) ?? assert.fail();
    const { container = assert.fail(), pod = assert.fail() } =
      containersOf(host)
        .map((one) => ({ container: one, pod: one.pod }))
        .find((one) => one.pod) ?? {};
    const onHost = [...new Set(host.images.map(({ name }) => name))].sort();
    const whole: [string, string, string[]][] = [
      ["host_id", host.row.host_id, onHost],
      ["host_ip", host.row.private_ip, onHost],
      ["container_id", container.id, [container.image.name]],
      ["pod_id", pod.id, [container.image.name]],
    ];
    for (const [filter, value, expected] of whole) {
      assert.deepEqual(await names(`${filter}=${value}`), expected, filter);
      assert.deepEqual(await names(`${filter}=${value.slice(1)}`), [], `part of ${filter}`);
    }
    const parts: [string, string, string[]][] = [
      ["host_name", host.row.host_name, onHost],
      ["container_name", container.name, [container.image.name]],
      ["pod_name", pod.name, [container.image.name]],
    ];
    for (const [filter, value, expected] of parts) {
      assert.deepEqual(await names(`${filter}=${value}`), expected, filter);
      assert.deepEqual(await names(`${filter}=${value.slice(1)}`), expected, `part of ${filter}`);
      assert.deepEqual(await names(`${filter}=${value.toUpperCase()}`), [], `case of ${filter}`);
    }
    assert.deepEqual(await names("app_name=openss"), await names("app_name=open"));
    assert.ok((await names("app_name=openss")).length > 0);
    assert.deepEqual(await names("app_name=nothing"), []);
  });

  it("finds images by the second address of a server", async () => {
    const [second] = emulator.fleet.filter(({ row }) => row.private_ip.startsWith("172."));
    assert.deepEqual(
      await names(`host_ip=${encode(second?.row.private_ip ?? "")}`),
      [...new Set(second?.images.map(({ name }) => name))].sort(),
    );
  });

  it("accepts offsets up to 2,000,000", async () => {
    const { status } = await ask(emulator, `${IMAGES}?offset=2000000`);
    assert.equal(status, 200);
    const { status: refused, body } = await ask(emulator, `${IMAGES}?offset=2000001`);
    assert.deepEqual([refused, body.error_code], [400, "HSS.0001"]);
  });
});
