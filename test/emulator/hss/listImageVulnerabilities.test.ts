import assert from "node:assert/strict";
import { EMULATED_PROJECT_ID, startEmulator, type Emulator } from "../../../src/emulator/emulator.js";
import { ask, queryOf } from "../emulatorClient.js";

const PATH = `/v5/${EMULATED_PROJECT_ID}/images/vulnerabilities`;
const REQUIRED = { type: "app_vul", handle_status: "unhandled", image_type: "local" };
const ALL = { enterprise_project_id: "all_granted_eps", limit: "200" };

describe("the emulator's list of vulnerabilities in images", () => {
  let emulator: Emulator;
  before(async () => {
    emulator = await startEmulator({ hosts: 450 });
  });
  beforeEach(() => {
    emulator.cveMatch = "exact";
  });
  after(() => emulator.close());

  const list = (params: Record<string, string>) => ask(emulator, `${PATH}?${queryOf({ ...ALL, ...params })}`);
  const ids = async (params: Record<string, string>) => {
    const { body } = await list({ ...REQUIRED, ...params });
    return (body.data_list ?? []).map((row) => row.vul_id);
  };

  it("has rows as HSS documents them", async () => {
    const { body } = await list({ ...REQUIRED, cve_id: "CVE-2021-44228" });
    const [{ scan_time, ...row } = assert.fail(), ...more] = body.data_list ?? [];
    assert.deepEqual(more, []);
    assert.ok(Number(scan_time) > Date.parse("2026-01-01"));
    assert.deepEqual(row, {
      vul_id: "HCVD-APP-CVE-2021-44228",
      vul_name: "Apache Log4j2 remote code execution",
      type: "app_vul",
      image_type: "local",
      label_list: [],
      severity_level: "Critical",
      image_num: 1,
      cve_list: [{ cve_id: "CVE-2021-44228", cvss: 10 }],
      max_cvss_score: 10,
      description: "Apache Log4j2 remote code execution: CVE-2021-44228",
      url: "https://vulnerabilities.example.com/HCVD-APP-CVE-2021-44228",
      solution_detail: "Update Apache Log4j2 to 2.17.1.",
      cluster_num: 0,
    });
  });

  it("finds CVEs and IDs by the whole text, or by a part of it, as cveMatch says", async () => {
    assert.deepEqual(await ids({ cve_id: "CVE-2021-4422" }), ["HCVD-APP-CVE-2021-4422"]);
    assert.deepEqual(await ids({ vul_id: "HCVD-APP-CVE-2021-4422" }), ["HCVD-APP-CVE-2021-4422"]);
    emulator.cveMatch = "part";
    const alike = ["HCVD-APP-CVE-2021-4422", "HCVD-APP-CVE-2021-442280", "HCVD-APP-CVE-2021-44228"];
    assert.deepEqual((await ids({ cve_id: "CVE-2021-4422" })).sort(), alike.sort());
    assert.deepEqual((await ids({ vul_id: "HCVD-APP-CVE-2021-4422" })).sort(), alike.sort());
  });

  it("filters by type, state, severity and name", async () => {
    const cve_id = "CVE-2021-44228";
    assert.deepEqual(await ids({ cve_id, type: "linux_vul" }), ["EulerOS-SA-2022-1027"]);
    assert.deepEqual(await ids({ cve_id, handle_status: "handled" }), []);
    assert.deepEqual(await ids({ cve_id, severity_level: "High" }), []);
    assert.deepEqual(await ids({ vul_name: "Log4j2" }), ["HCVD-APP-CVE-2021-44228"]);
    assert.deepEqual(await ids({ image_type: "registry" }), []);
  });

  it("has a vulnerability once, however many enterprise projects have it", async () => {
    const all = await ids({});
    assert.deepEqual(all, [...new Set(all)]);
  });

  for (const [name, value, problem] of [
    ["type", "", "type is required"],
    ["handle_status", "", "handle_status is required"],
    ["image_type", "", "image_type is required"],
    ["type", "windows_vul", "type must match ^(linux|app)_vul$"],
    ["handle_status", "all", "handle_status must match ^(un)?handled$"],
    ["image_type", "local_image", "image_type must match ^(local|registry|cicd|cluster)$"],
    ["limit", "9", "limit must be an integer from 10 to 200"],
    ["offset", "2000001", "offset must be an integer from 0 to 2000000"],
  ] as const) {
    it(`refuses a request with ${name} ${value || "left out"}`, async () => {
      const entries = Object.entries({ ...REQUIRED, ...ALL, [name]: value }).filter(([, each]) => each !== "");
      const query = queryOf(Object.fromEntries(entries));
      const { status, body } = await ask(emulator, `${PATH}?${query}`);
      assert.equal(status, 400);
      assert.deepEqual(body, { error_code: "HSS.0001", error_msg: `Invalid parameter: ${problem}` });
    });
  }
});
