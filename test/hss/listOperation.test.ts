import assert from "node:assert/strict";
import { z } from "zod";
import { column } from "../../src/hss/column.js";
import { filter } from "../../src/hss/filter.js";
import { listOperation } from "../../src/hss/listOperation.js";
import { thingList } from "../support/things.js";

const parse = (row: unknown) => thingList.readPage([], { total_num: 1, data_list: [row] }).rows[0];

describe("listOperation", () => {
  it("gives a row properties in camel case, of every type", () => {
    const wire = { thing_id: "a", thing_name: "b", vul_num: 0, image_size: 8_589_934_592, is_new: false, tags: ["x"] };
    const row = { thingId: "a", thingName: "b", vulNum: 0, imageSize: 8_589_934_592, isNew: false, tags: ["x"] };
    assert.deepEqual(parse({ ...wire, other: [{}] }), row);
  });

  for (const missing of [undefined, null]) {
    it(`reads a string that is ${missing} as "", a list as empty, and leaves out other values`, () => {
      const row = parse({ thing_id: missing, thing_name: "b", vul_num: missing, image_size: missing, is_new: missing });
      assert.deepEqual(Object.entries(row ?? {}), [
        ["thingId", ""],
        ["thingName", "b"],
        ["tags", []],
      ]);
    });
  }

  for (const [name, wire, read] of [
    ["a number for a text", { thing_id: 17 }, { thingId: "17" }],
    ["true for a text", { thing_id: true }, { thingId: "true" }],
    ["a text for a count", { vul_num: "3" }, { vulNum: 3 }],
    ["a text for an amount", { image_size: "8589934592" }, { imageSize: 8_589_934_592 }],
    ["more bytes than a double holds exactly", { image_size: 2 ** 60 }, { imageSize: 2 ** 60 }],
    ["a text for true", { is_new: "true" }, { isNew: true }],
    ["a whole surrogate pair for a text", { thing_id: "\ud83d\ude00" }, { thingId: "😀" }],
    ["numbers in a list of texts", { tags: [1, "x"] }, { tags: ["1", "x"] }],
    ['"" for a time that never was', { image_size: "" }, {}],
    ['"" for a count', { vul_num: "" }, {}],
    ['"" for a flag', { is_new: "" }, {}],
  ] as const) {
    it(`accepts ${name}, because its meaning is certain`, () => {
      assert.deepEqual(parse(wire), { thingId: "", thingName: "", tags: [], ...read });
    });
  }

  for (const [name, wire, path, problem] of [
    ["an object for a text", { thing_id: {} }, "thing_id", "it is not a string"],
    ["a fraction for a text", { thing_id: 1.5 }, "thing_id", "it is not a string"],
    ["a number that lost digits for a text", { thing_id: 2 ** 53 }, "thing_id", "it is not a string"],
    ["an endless text", { thing_name: "x".repeat(16_385) }, "thing_name", "it is longer than 16384 characters"],
    ["half of a surrogate pair", { thing_name: "a\ud83d" }, "thing_name", "it has half of a surrogate pair"],
    ["half of one in a list", { tags: ["x", "\ude00a"] }, "tags", "it has half of a surrogate pair"],
    ["a word for a number", { vul_num: "many" }, "vul_num", "it is not a whole number"],
    ["a fraction for a count", { vul_num: 0.5 }, "vul_num", "it is not a whole number"],
    ["more than an integer holds for a count", { vul_num: "9007199254740993" }, "vul_num", "it is not a whole number"],
    ["an object for a number", { image_size: {} }, "image_size", "it is not a whole number"],
    ["a number for a flag", { is_new: 1 }, "is_new", "it is not true or false"],
    ["a text for a list", { tags: "x" }, "tags", "it is not a list of strings"],
    ["an object in a list of texts", { tags: ["x", {}] }, "tags", "it is not a string"],
  ] as const) {
    it(`refuses ${name}, and names the row and the column`, () => {
      const rows = [{}, wire];
      assert.throws(
        () => thingList.readPage([], { total_num: 2, data_list: rows }),
        (error: Error & { path: string }) =>
          error.name === "ResponseShapeError" &&
          error.path === `data_list[1].${path}` &&
          error.message.includes(`data_list[1].${path}`) &&
          error.message.includes(problem),
      );
    });
  }

  it("accepts a count that is a string, and an empty list that is left out", () => {
    for (const data_list of [undefined, null, []]) {
      assert.deepEqual(thingList.readPage([], { total_num: "0", data_list }), { totalNum: 0, rows: [] });
    }
  });

  for (const [body, path] of [
    [null, ""],
    [[], ""],
    ["text", ""],
    [{}, "total_num"],
    [{ total_num: -1, data_list: [] }, "total_num"],
    [{ total_num: 0.5, data_list: [] }, "total_num"],
    [{ total_num: "", data_list: [] }, "total_num"],
    [{ total_num: true, data_list: [] }, "total_num"],
    [{ total_num: 1 }, "data_list"],
    [{ total_num: 1, data_list: null }, "data_list"],
    [{ total_num: 0, data_list: {} }, "data_list"],
    [{ total_num: 1, data_list: [null] }, "data_list[0]"],
    [{ total_num: 2, data_list: [{}, []] }, "data_list[1]"],
  ] as const) {
    it(`refuses ${JSON.stringify(body)} as a page`, () => {
      assert.throws(() => thingList.readPage([], body), { name: "ResponseShapeError", path });
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

  it("identifies rows only by their IDs, or by all values if these are missing", () => {
    const row = { thingId: "a", thingName: "b", vulNum: 1, tags: [] };
    assert.equal(thingList.identity(row), thingList.identity({ ...row, thingName: "c", vulNum: 2 }));
    assert.notEqual(thingList.identity(row), thingList.identity({ ...row, thingId: "x" }));
    const unnamed = { ...row, thingId: "" };
    assert.notEqual(thingList.identity(unnamed), thingList.identity({ ...unnamed, vulNum: 2 }));
    const sized = { thingId: "", thingName: "b", imageSize: 1, tags: [] };
    assert.notEqual(thingList.identity(unnamed), thingList.identity(sized));
  });
});

describe("the identity of a row", () => {
  const list = listOperation({
    path: "things",
    largestOffset: 0,
    filters: {},
    row: z.object({ a: column.text(""), b: column.text("") }),
    identity: ["a", "b"],
  });

  it("joins its parts so that different rows have different identities", () => {
    assert.notEqual(list.identity({ a: "x\ny", b: "z" }), list.identity({ a: "x", b: "y\nz" }));
    assert.notEqual(list.identity({ a: '","', b: "" }), list.identity({ a: "", b: '","' }));
    assert.notEqual(list.identity({ a: "\ud800", b: "" }), list.identity({ a: "\ud801", b: "" }));
  });
});

describe("a filter", () => {
  const refusal = (schema: z.ZodType, value: unknown) => schema.safeParse(value).error?.issues[0]?.message;

  it("may be left out", () => {
    for (const schema of Object.values(thingList.filters)) assert.equal(schema.parse(undefined), undefined);
  });

  it("must have its own type, and must not be empty", () => {
    assert.match(refusal(filter.text(""), "") ?? "", /must not be empty/);
    assert.match(refusal(filter.text(""), 1) ?? "", /must be a string/);
    for (const half of ["a\ud83d", "\ude00a", "\ude00\ud83d"])
      assert.match(refusal(filter.text(""), half) ?? "", /must be valid Unicode, without half of a surrogate pair/);
    assert.equal(filter.text("").parse("a😀\ufffd"), "a😀\ufffd");
    assert.match(refusal(filter.flag(""), "true") ?? "", /must be true or false/);
    assert.match(refusal(filter.amount(""), "1") ?? "", /must be a number/);
    for (const value of [-1, 0.5, 2 ** 53])
      assert.match(refusal(filter.amount(""), value) ?? "", /whole number of at least 0/);
    for (const value of [0, 1_760_000_000_000]) assert.equal(filter.amount("").parse(value), value);
  });
});
