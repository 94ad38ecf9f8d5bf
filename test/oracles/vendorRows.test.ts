import assert from "node:assert/strict";
import { EMULATED_REGION, startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { PYTHON } from "../support/available.js";
import { ProviderProcess } from "../support/providerProcess.js";
import { KEYS, withKeys } from "./withKeys.js";
import {
  askVendorSdk,
  installVendorSdk,
  vendorModels,
  type SdkModels,
  type SdkOperation,
  type SdkPage,
} from "./vendorSdk.js";

const PAGE = 200;

(PYTHON ? describe : describe.skip)("rows, as the vendor's Python SDK reads them (needs Python)", function () {
  this.timeout(300_000);
  let emulator: Emulator;
  let plugin: ProviderProcess;
  let models: SdkModels[];

  before(async () => {
    await installVendorSdk();
    models = await vendorModels();
    emulator = await startEmulator({ hosts: 450 });
    plugin = await ProviderProcess.configured(withKeys(emulator.url, { enterpriseProjectId: "all_granted_eps" }));
  });
  after(async () => {
    await plugin.stop();
    await emulator.close();
  });

  /** A row of the SDK in the form of ours: "" for a text that is not there, and no such number. */
  function asOurs(operation: SdkOperation, row: Record<string, unknown>): Record<string, unknown> {
    const types = models.find((model) => model.operation === operation)?.row ?? {};
    return Object.fromEntries(
      Object.entries(row).flatMap(([name, value]) => {
        const property = name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
        if (value !== null) return [[property, value]];
        return types[name] === "str" ? [[property, ""]] : [];
      }),
    );
  }

  const lists: [name: string, rows: string, operation: SdkOperation, imageName: string | undefined, pages: number][] = [
    ["getLocalImageHosts", "hosts", "ListLocalImageHosts", undefined, 3],
    ["getLocalImageHosts", "hosts", "ListLocalImageHosts", "nginx", 1],
    ["getLocalImages", "images", "ListImageLocal", undefined, 1],
    ["getLocalImages", "images", "ListImageLocal", "orders", 1],
    ["getLocalImageContainers", "containers", "ListLocalImageContainers", undefined, 5],
    ["getLocalImageContainers", "containers", "ListLocalImageContainers", "redis", 1],
  ];
  it("getVulnerableImageHosts gives the vulnerabilities and images that the SDK reads", async () => {
    const { result } = await plugin.invoke("getVulnerableImageHosts", { cve: "CVE-2021-44228" });
    const scope = { enterprise_project_id: "all_granted_eps", offset: 0, limit: PAGE, image_type: "local" };
    const ask = async (operation: SdkOperation, request: object) => {
      const [page = assert.fail()] = await askVendorSdk<SdkPage>(emulator.url, KEYS, [
        { operation, request: { ...scope, ...request } },
      ]);
      return page.data_list;
    };
    const type = "app_vul";
    const [theirs = assert.fail()] = await ask("ListGeneralImageVuls", {
      type,
      handle_status: "unhandled",
      cve_id: "CVE-2021-44228",
    });
    const vulnerabilities = result.vulnerabilities as Record<string, unknown>[];
    const ours = vulnerabilities.find((each) => each.vulId === theirs.vul_id) ?? assert.fail();
    const shared = Object.entries(asOurs("ListGeneralImageVuls", theirs)).filter(([name]) => name in ours);
    const cveList = (theirs.cve_list as { cve_id: string }[]).map(({ cve_id }) => cve_id);
    assert.deepEqual({ ...Object.fromEntries(shared), cveList }, ours);

    const images = await ask("ListVulAffectImages", { type, vul_id: theirs.vul_id, is_handled: false });
    const key = ({ image_id, image_name, image_version, image_digest }: Record<string, unknown>) =>
      [image_id, image_name, image_version, image_digest].join(" ");
    const times = (row: Record<string, unknown>) => [Number(row.first_scan_time), Number(row.latest_scan_time)];
    assert.ok(images.length > 0);
    assert.deepEqual(
      (result.images as Record<string, unknown>[]).map((image) => [
        [image.imageId, image.imageName, image.imageVersion, image.imageDigest].join(" "),
        image.firstScanTime,
        image.latestScanTime,
      ]),
      images.map((row) => [key(row), ...times(row)]),
    );
  });

  for (const [name, property, operation, imageName, pages] of lists) {
    it(`${name} ${imageName ?? "of everything"} gives each row of ${operation}, in ${pages} pages of the SDK`, async () => {
      const { result } = await plugin.invoke(name, imageName === undefined ? {} : { imageName });

      const calls = Array.from({ length: pages }, (_, page) => ({
        operation,
        request: {
          enterprise_project_id: "all_granted_eps",
          offset: page * PAGE,
          limit: PAGE,
          ...(operation === "ListImageLocal" ? {} : { region: EMULATED_REGION }),
          ...(imageName === undefined ? {} : { image_name: imageName }),
        },
      }));
      const answers = await askVendorSdk<SdkPage>(emulator.url, KEYS, calls);
      const rows = answers.flatMap((page) => page.data_list).map((row) => asOurs(operation, row));
      assert.ok(rows.length > (pages - 1) * PAGE, "the SDK has rows on its last page");
      assert.deepEqual(new Set(answers.map((page) => page.total_num)), new Set([rows.length]));
      assert.deepEqual(result[property], rows);
      assert.equal(result.totalNum, rows.length);
    });
  }
});
