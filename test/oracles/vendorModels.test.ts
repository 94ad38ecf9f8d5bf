import assert from "node:assert/strict";
import { z } from "zod";
import { localImageContainers } from "../../src/hss/localImageContainers.js";
import { localImageHosts } from "../../src/hss/localImageHosts.js";
import { imageVulnerabilities } from "../../src/hss/imageVulnerabilities.js";
import { vulnerableImages } from "../../src/hss/vulnerableImages.js";
import { localImages } from "../../src/hss/localImages.js";
import { wireName } from "../../src/hss/wireName.js";
import { PYTHON } from "../support/available.js";
import { installVendorSdk, vendorModels, type SdkModel, type SdkModels } from "./vendorSdk.js";

const OURS = {
  ListLocalImageHosts: localImageHosts,
  ListImageLocal: localImages,
  ListLocalImageContainers: localImageContainers,
  ListGeneralImageVuls: imageVulnerabilities,
  ListVulAffectImages: vulnerableImages,
};
const TYPES: Record<string, string> = { string: "str", boolean: "bool", number: "int" };
/** What every list takes beside its own filters. The list of images takes no region. */
const SCOPE = { enterprise_project_id: "str", offset: "int", limit: "int" };
const REGION = {
  ListLocalImageHosts: { region: "str" },
  ListImageLocal: {},
  ListLocalImageContainers: { region: "str" },
  ListGeneralImageVuls: {},
  ListVulAffectImages: {},
};
/** Filters that getVulnerableImageHosts does not need, and columns that say nothing about the images of servers. */
const LEFT_OUT: Partial<Record<keyof typeof OURS, { filters: string[]; columns: string[] }>> = {
  ListGeneralImageVuls: {
    filters: ["cluster_id", "label_list", "severity_level", "status", "vul_name"],
    columns: ["cluster_num", "image_num", "image_type", "label_list"],
  },
  ListVulAffectImages: {
    filters: ["cluster_id", "image_id", "image_name", "registry_name", "registry_type", "repair_necessity", "status"],
    columns: [
      "cluster_id",
      "cluster_name",
      "image_size",
      "image_type",
      "is_multi_arch",
      "organization",
      "registry_name",
      "registry_type",
      "status",
    ],
  },
};
/** Columns that we read as another type, and why. */
const OTHER_TYPES: Partial<Record<keyof typeof OURS, string[]>> = {
  // Only the IDs of the CVEs are kept. A score is a number for Pulumi.
  ListGeneralImageVuls: [
    "column cve_list: ours array, the SDK's list[GeneralImageVulsResponseInfoCveList]",
    "column max_cvss_score: ours int, the SDK's float",
  ],
  // HSS sends these times as text, and other times as numbers.
  ListVulAffectImages: [
    "column first_scan_time: ours int, the SDK's str",
    "column latest_scan_time: ours int, the SDK's str",
  ],
};

/** Names on the wire with the SDK's names of their types. */
function wireTypes(shape: Readonly<Record<string, z.ZodType>>): SdkModel {
  return Object.fromEntries(
    Object.entries(shape).map(([property, schema]) => {
      const kind = schema instanceof z.ZodOptional ? (schema.unwrap() as z.ZodType) : schema;
      return [wireName(property), TYPES[kind.type] ?? kind.type];
    }),
  );
}

const missing = (what: string, names: readonly string[], model: SdkModel) =>
  names.map((name) => `${what} ${name}: ours missing, the SDK's ${model[name] ?? "missing"}`);

/** Every name that only one side has, and every type that differs. */
function differences(what: string, ours: SdkModel, theirs: SdkModel): string[] {
  const names = [...new Set([...Object.keys(ours), ...Object.keys(theirs)])].sort();
  return names
    .filter((name) => ours[name] !== theirs[name])
    .map((name) => `${what} ${name}: ours ${ours[name] ?? "missing"}, the SDK's ${theirs[name] ?? "missing"}`);
}

(PYTHON ? describe : describe.skip)(
  "filters and columns, against the models of the vendor's SDK (needs Python)",
  function () {
    this.timeout(300_000);
    let models: SdkModels[];

    before(async () => {
      await installVendorSdk();
      models = await vendorModels();
    });

    it("has all lists", () => {
      assert.deepEqual(
        models.map(({ operation }) => operation),
        Object.keys(OURS),
      );
    });

    for (const operation of Object.keys(OURS) as (keyof typeof OURS)[]) {
      it(`has every filter and every column of ${operation}, except those that are left out, and no others`, () => {
        const { filters, row } = OURS[operation];
        const model = models.find((each) => each.operation === operation) as SdkModels;
        const request = { ...wireTypes(filters), ...SCOPE, ...REGION[operation] };
        assert.deepEqual(
          [
            ...differences("filter", request, model.request),
            ...differences("column", wireTypes(row.shape), model.row),
            ...differences("page", { total_num: "int" }, { total_num: model.page.total_num ?? "missing" }),
          ],
          [
            ...missing("filter", LEFT_OUT[operation]?.filters ?? [], model.request),
            ...[
              ...missing("column", LEFT_OUT[operation]?.columns ?? [], model.row),
              ...(OTHER_TYPES[operation] ?? []),
            ].sort(),
          ],
        );
        assert.deepEqual(Object.keys(model.page).sort(), ["data_list", "total_num"]);
      });
    }
  },
);
