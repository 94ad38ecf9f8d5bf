import assert from "node:assert/strict";
import { z } from "zod";
import { filter } from "../../src/hss/filter.js";
import { thingList } from "../support/things.js";

const parse = (row: unknown) => thingList.parsePage("here", { total_num: 1, data_list: [row] }).rows[0];

describe("listOperation", () => {
  it("gives a row its properties in camel case, whatever their type", () => {
    const wire = { thing_id: "a", thing_name: "b", vul_num: 0, image_size: 8_589_934_592, other: 1 };
    assert.deepEqual(parse(wire), { thingId: "a", thingName: "b", vulNum: 0, imageSize: 8_589_934_592 });
  });

  for (const missing of [undefined, null]) {
    it(`reads a text that is ${missing} as "", and leaves a number out`, () => {
      const row = parse({ thing_id: missing, thing_name: "b", vul_num: missing, image_size: missing });
      assert.deepEqual(Object.entries(row ?? {}), [
        ["thingId", ""],
        ["thingName", "b"],
      ]);
    });
  }

  for (const [name, value, path] of [
    ["a number for a text", { thing_id: 1 }, "thing_id"],
    ["a text for a number", { vul_num: "3" }, "vul_num"],
    ["a fraction for a count", { vul_num: 0.5 }, "vul_num"],
    ["more bytes than a double holds exactly", { image_size: 2 ** 53 }, "image_size"],
    ["an object for a number", { image_size: {} }, "image_size"],
  ] as const) {
    it(`refuses ${name}, and says where it is`, () => {
      assert.throws(() => parse(value), { name: "ResponseShapeError", path: `data_list[0].${path}` });
    });
  }

  it("sends filters of every type by their wire names, false and 0 among them", () => {
    const query = thingList.query({
      imageName: "a b",
      hasVul: false,
      startScanTime: 0,
      enterpriseProjectId: undefined,
    });
    assert.deepEqual(query, [
      ["image_name", "a b"],
      ["has_vul", "false"],
      ["start_scan_time", "0"],
    ]);
  });

  it("tells rows apart by their IDs alone, and as a whole where these are missing", () => {
    const row = { thingId: "a", thingName: "b", vulNum: 1 };
    assert.equal(thingList.identity(row), thingList.identity({ ...row, thingName: "c", vulNum: 2 }));
    assert.notEqual(thingList.identity(row), thingList.identity({ ...row, thingId: "x" }));
    const unnamed = { ...row, thingId: "" };
    assert.notEqual(thingList.identity(unnamed), thingList.identity({ ...unnamed, vulNum: 2 }));
  });
});

describe("a filter", () => {
  const refusal = (schema: z.ZodType, value: unknown) => schema.safeParse(value).error?.issues[0]?.message;

  it("may be left out", () => {
    for (const schema of Object.values(thingList.filters)) assert.equal(schema.parse(undefined), undefined);
  });

  it("is of its own type, and never one that means nothing", () => {
    assert.match(refusal(filter.text(""), "") ?? "", /must not be empty/);
    assert.match(refusal(filter.text(""), 1) ?? "", /must be a string/);
    assert.match(refusal(filter.flag(""), "true") ?? "", /must be true or false/);
    assert.match(refusal(filter.amount(""), "1") ?? "", /must be a number/);
    for (const value of [-1, 0.5, 2 ** 53])
      assert.match(refusal(filter.amount(""), value) ?? "", /whole number of at least 0/);
    for (const value of [0, 1_760_000_000_000]) assert.equal(filter.amount("").parse(value), value);
  });
});
