import assert from "node:assert/strict";
import { EMULATED_PROJECT_ID, startEmulator, type Emulator } from "../../../src/emulator/emulator.js";
import { ask, queryOf } from "../emulatorClient.js";

const PROJECT = `/v5/${EMULATED_PROJECT_ID}`;
const REQUIRED = { vul_id: "HCVD-APP-CVE-2021-4422", type: "app_vul", image_type: "local", is_handled: "false" };
const ALL = { enterprise_project_id: "all_granted_eps", limit: "200" };

describe("the emulator's list of images with a vulnerability", () => {
  let emulator: Emulator;
  before(async () => {
    emulator = await startEmulator({ hosts: 450 });
  });
  after(() => emulator.close());

  const get = async (path: string, params: Record<string, string>) => {
    const { body } = await ask(emulator, `${PROJECT}/${path}?${queryOf({ ...ALL, ...params })}`);
    return body.data_list ?? [];
  };
  const rows = (params: Record<string, string> = {}) => get("vulnerability/images", { ...REQUIRED, ...params });
  const names = async (params: Record<string, string>) => (await rows(params)).map((row) => row.image_name);

  it("has rows as HSS documents them", async () => {
    const [row = assert.fail(), ...more] = await rows({ vul_id: "HCVD-APP-CVE-2021-44228" });
    assert.deepEqual(more, []);
    const [image = assert.fail()] = await get("image/local-repositories", { image_name: "log4j-demo" });
    const holder = emulator.fleet.find(({ images }) => images.some(({ name }) => name === "log4j-demo"));
    const { container_num, ...rest } = row;
    assert.equal(typeof container_num, "number");
    assert.deepEqual(rest, {
      image_id: image.image_id,
      image_name: "log4j-demo",
      image_version: "2.14.1",
      image_digest: image.image_digest,
      image_type: "local_image",
      vul_id: "HCVD-APP-CVE-2021-44228",
      agent_id: holder?.row.agent_id,
      repair_necessity: "Critical",
      status: "vul_status_unfix",
      first_scan_time: String(image.latest_update_time),
      latest_scan_time: String(image.latest_scan_time),
    });
  });

  it("has as many vulnerabilities for an image as the list of images counts, and only for scanned images", async () => {
    const images = await get("image/local-repositories", {});
    const states = ["unhandled", "handled"].flatMap((handle_status) =>
      ["linux_vul", "app_vul"].map((type) => ({ handle_status, type })),
    );
    const found = new Map<unknown, number>();
    for (const { handle_status, type } of states) {
      for (const { vul_id } of await get("images/vulnerabilities", { handle_status, type, image_type: "local" })) {
        const is_handled = String(handle_status === "handled");
        for (const { image_id } of await rows({ vul_id: String(vul_id), type, is_handled }))
          found.set(image_id, (found.get(image_id) ?? 0) + 1);
      }
    }
    const counted = images.filter(({ vul_num }) => Number(vul_num) > 0);
    assert.ok(counted.every((row) => row.scan_status === "success"));
    assert.deepEqual(found, new Map(counted.map((row) => [row.image_id, Number(row.vul_num)])));
  });

  it("filters by state, type, image and severity", async () => {
    const all = await names({});
    assert.ok(all.length > 2);
    const ignored = await rows({ is_handled: "true" });
    assert.ok(ignored.length > 0 && ignored.every((row) => row.status === "vul_status_ignored"));
    assert.deepEqual(await names({ type: "linux_vul" }), []);
    assert.deepEqual(await names({ image_name: "ngin" }), ["nginx", "nginx"]);
    assert.deepEqual(await names({ repair_necessity: "High" }), []);
    assert.deepEqual(await names({ vul_id: "HCVD-APP-CVE-2021-442" }), []);
    assert.deepEqual(await names({ image_type: "cicd" }), []);
    const [first = assert.fail()] = await rows();
    assert.deepEqual(await rows({ image_id: String(first.image_id) }), [first]);
  });

  for (const [name, value, problem] of [
    ["vul_id", "", "vul_id is required"],
    ["type", "", "type is required"],
    ["image_type", "", "image_type is required"],
    ["is_handled", "", "is_handled is required"],
    ["is_handled", "no", "is_handled must match ^(true|false)$"],
    ["offset", "2000001", "offset must be an integer from 0 to 2000000"],
  ] as const) {
    it(`refuses a request with ${name} ${value || "left out"}`, async () => {
      const entries = Object.entries({ ...REQUIRED, ...ALL, [name]: value }).filter(([, each]) => each !== "");
      const query = queryOf(Object.fromEntries(entries));
      const { status, body } = await ask(emulator, `${PROJECT}/vulnerability/images?${query}`);
      assert.equal(status, 400);
      assert.deepEqual(body, { error_code: "HSS.0001", error_msg: `Invalid parameter: ${problem}` });
    });
  }
});
