import assert from "node:assert/strict";
import { z } from "zod";
import { localImageContainers } from "../../src/hss/localImageContainers.js";
import { localImageHosts } from "../../src/hss/localImageHosts.js";
import { localImages } from "../../src/hss/localImages.js";
import { wireName } from "../../src/hss/wireName.js";
import { PYTHON } from "../support/available.js";
import { installVendorSdk, vendorModels, type SdkModel, type SdkModels } from "./vendorSdk.js";

const OURS = {
  ListLocalImageHosts: localImageHosts,
  ListImageLocal: localImages,
  ListLocalImageContainers: localImageContainers,
};
const TYPES: Record<string, string> = { string: "str", boolean: "bool", number: "int" };
/** What every list takes beside its own filters. The list of images takes no region. */
const SCOPE = { enterprise_project_id: "str", offset: "int", limit: "int" };
const REGION = {
  ListLocalImageHosts: { region: "str" },
  ListImageLocal: {},
  ListLocalImageContainers: { region: "str" },
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

    it("has the three lists", () => {
      assert.deepEqual(
        models.map(({ operation }) => operation),
        Object.keys(OURS),
      );
    });

    for (const operation of Object.keys(OURS) as (keyof typeof OURS)[]) {
      it(`has every filter and every column of ${operation}, and no others`, () => {
        const { filters, row } = OURS[operation];
        const model = models.find((each) => each.operation === operation) as SdkModels;
        const request = { ...wireTypes(filters), ...SCOPE, ...REGION[operation] };
        assert.deepEqual(
          [
            ...differences("filter", request, model.request),
            ...differences("column", wireTypes(row.shape), model.row),
            ...differences("page", { total_num: "int" }, { total_num: model.page.total_num ?? "missing" }),
          ],
          [],
        );
        assert.deepEqual(Object.keys(model.page).sort(), ["data_list", "total_num"]);
      });
    }
  },
);
