import assert from "node:assert/strict";
import { startEmulator, type Emulator } from "../../../src/emulator/emulator.js";
import { emulatedFleet } from "../../../src/emulator/hss/emulatedFleet.js";
import { recordedFleet } from "../../../src/emulator/hss/recordedFleet.js";
import { fleetFile } from "../../../src/fleet/fleet.js";
import { readFleet } from "../../../src/fleet/readFleet.js";
import { ask, encode } from "../emulatorClient.js";
import { EMULATED_PROJECT_ID } from "../../../src/emulator/emulator.js";

const PROJECT = `/v5/${EMULATED_PROJECT_ID}`;
const ENTERPRISE_PROJECT = "5a1ee5b2-3f0c-4c8f-9c5e-6f8d0a7b1c2d";

type Row = Record<string, unknown>;

describe("an emulator with a recorded fleet", () => {
  let original: Emulator;
  let replayed: Emulator;
  const recorded = () => JSON.parse(JSON.stringify(recordedFleet(original))) as unknown;

  before(async () => {
    original = await startEmulator({ hosts: 250 });
    replayed = await startEmulator(emulatedFleet(readFleet(recorded(), fleetFile)));
  });
  after(async () => {
    await original.close();
    await replayed.close();
  });

  /** All rows; HSS may send "" or null for what it does not know, or leave it out. */
  const rows = async (emulator: Emulator, path: string, query: string): Promise<Row[]> => {
    const found: Row[] = [];
    for (;;) {
      const { body } = await ask(emulator, `${PROJECT}/${path}?limit=200&offset=${found.length}&${query}`);
      const page = (body.data_list ?? []) as Row[];
      found.push(...page);
      if (page.length === 0) return found.map(withoutEmpty);
      assert.ok(found.length <= Number(body.total_num));
    }
  };
  const withoutEmpty = (row: Row) =>
    Object.fromEntries(Object.entries(row).filter(([, value]) => value !== "" && value !== null));

  const scopes = ["enterprise_project_id=all_granted_eps", `enterprise_project_id=${ENTERPRISE_PROJECT}`, ""];
  const image = (name: string) => `image_name=${encode(name)}`;
  const lists: Record<string, readonly string[]> = {
    "image/local/hosts": ["", image("nginx"), `${image("nginx")}&image_version=1.27.0`, "host_name=prod", image("--")],
    "image/local-repositories": [
      "",
      image("nginx"),
      "scan_status=waiting_for_scan",
      "scan_status=failed",
      "local_image_type=swr_image",
      "has_vul=true",
      "has_vul=false",
      "has_container=true",
      "has_container=false",
      "app_name=ssl",
      "start_latest_scan_time=0&end_latest_scan_time=8000000000000",
      "start_latest_update_time=0&end_latest_update_time=1780000000000",
      "host_name=prod",
      "container_name=nginx",
      "pod_name=pod",
    ],
    "images/vulnerabilities": ["linux_vul", "app_vul"].flatMap((type) =>
      ["handled", "unhandled"].map((status) => `image_type=local&type=${type}&handle_status=${status}`),
    ),
    "vulnerability/images": ["EulerOS-SA-2026-1004", "HCVD-APP-CVE-2021-442280"].flatMap((id) =>
      ["true", "false"].map((isHandled) => `image_type=local&vul_id=${id}&type=linux_vul&is_handled=${isHandled}`),
    ),
    "image/local/containers": ["", image("orders"), image("nginx")],
  };
  for (const [path, queries] of Object.entries(lists)) {
    it(`answers ${path} as the emulator that it was recorded from`, async () => {
      let all = 0;
      for (const query of queries.flatMap((each) => scopes.map((scope) => [each, scope].filter(Boolean).join("&")))) {
        const expected = await rows(original, path, query);
        assert.deepEqual(await rows(replayed, path, query), expected, query);
        all += expected.length;
      }
      assert.ok(all > 5, String(all));
    });
  }

  it("finds images and containers by the digests, IDs and addresses of the recorded ones", async () => {
    const all = scopes[0] ?? "";
    const hosts = await rows(original, "image/local/hosts", all);
    const images = await rows(original, "image/local-repositories", all);
    const containers = await rows(original, "image/local/containers", all);
    const [host, container] = [hosts.find((row) => row.public_ip) ?? {}, containers.find((row) => row.pod_id) ?? {}];
    const asked: [path: string, query: string][] = [
      ...images
        .filter((row) => row.image_digest)
        .map((row): [string, string] => ["image/local/hosts", `image_digest=${String(row.image_digest)}`]),
      ["image/local/hosts", `agent_id=${String(host.agent_id)}`],
      ["image/local-repositories", `host_ip=${String(host.public_ip)}`],
      ["image/local-repositories", `host_id=${String(host.host_id)}`],
      ["image/local-repositories", `pod_id=${String(container.pod_id)}`],
      ["image/local/containers", `container_id=${String(container.container_id)}`],
    ];
    for (const [path, query] of asked) {
      const expected = await rows(original, path, `${all}&${query}`);
      assert.ok(expected.length > 0, query);
      assert.deepEqual(await rows(replayed, path, `${all}&${query}`), expected, query);
    }
  });

  it("is recorded as the same fleet again", () => {
    assert.deepEqual(JSON.parse(JSON.stringify(recordedFleet(replayed))), recorded());
  });

  it("lists recorded images that no server holds, and takes recorded counts", async () => {
    const images = [
      { imageName: "alone", imageVersion: "1", vulNum: 0 },
      { imageName: "counted", imageVersion: "1", hostNum: 12, containerNum: 3, hostName: "elsewhere" },
    ];
    const fleet = { enterpriseProjectId: "team", hosts: [{ hostName: "a", images: ["alone:2"] }], images };
    const emulator = await startEmulator(emulatedFleet(readFleet(fleet)));
    try {
      const found = await rows(emulator, "image/local-repositories", "enterprise_project_id=team");
      assert.deepEqual(
        found.map((row) => [row.image_name, row.image_version, row.vul_num, row.host_num, row.host_name]),
        [
          ["alone", "1", 0, 0, undefined],
          ["counted", "1", undefined, 12, "elsewhere"],
          ["alone", "2", undefined, 1, "a"],
        ],
      );
      const query = (more: string) => rows(emulator, "image/local-repositories", `enterprise_project_id=team&${more}`);
      assert.equal((await query("host_name=a")).length, 1);
      assert.equal((await query("has_vul=false")).length, 1);
      assert.deepEqual(await rows(emulator, "image/local-repositories", ""), []);
    } finally {
      await emulator.close();
    }
  });
});
