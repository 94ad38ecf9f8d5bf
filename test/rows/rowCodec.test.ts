import assert from "node:assert/strict";
import fc from "fast-check";
import { ResponseShapeError } from "../../src/errors/responseShapeError.js";
import type { Page } from "../../src/hss/pageScan.js";
import type { PackedRow } from "../../src/rows/packedRow.js";
import { RowCodec } from "../../src/rows/rowCodec.js";
import type { RowFormat } from "../../src/rows/rowFormat.js";
import { thingList } from "../support/things.js";

/** All that can be told of a page. */
function described(page: Page<PackedRow<unknown>>) {
  return {
    totalNum: page.totalNum,
    rows: page.rows.map((row) => row.unpack()),
    wire: page.rows.map(({ bytes, start, end }) => bytes.subarray(start, end).toString("latin1")),
    fingerprints: page.rows.map(({ low, high }) => [low, high]),
  };
}

/** What JSON.parse and the schema make of it; undefined where they refuse it. */
function longWay(json: string | Buffer) {
  try {
    return described(thingList.pack(thingList.parsePage("here", JSON.parse(json.toString()))));
  } catch (error) {
    assert.ok(error instanceof SyntaxError || error instanceof ResponseShapeError, String(error));
    return undefined;
  }
}

function shortWay(json: string | Buffer) {
  const bytes = Buffer.from(json);
  // However it is cut into pieces.
  const page = thingList.readPage([bytes.subarray(0, bytes.length / 3), bytes.subarray(bytes.length / 3)]);
  return page && described(page);
}

const row = { thing_id: "a", thing_name: "bü", vul_num: 3, image_size: 8_589_934_592 };
const page = (...rows: unknown[]) => JSON.stringify({ total_num: rows.length, data_list: rows });

describe("RowCodec", () => {
  for (const [what, json] of [
    ["rows", page(row, { ...row, thing_id: "c" })],
    ["no rows", page()],
    ["null and missing values", page({ thing_id: null, vul_num: null }, { other: null, image_size: 0 })],
    ["members that nobody asked for", `{"a":"b","total_num":1,"c":-1,"data_list":[],"d":true}`.replace("-1", "1")],
    ["members in any order", page(row, Object.fromEntries(Object.entries(row).reverse()), row)],
    ["white space", JSON.stringify({ total_num: 1, data_list: [row] }, null, "\t").replaceAll("\n", "\r\n ")],
    ["characters of every length in UTF-8", page({ thing_id: "\u007f\u0080\u07ff\u0800\uffff\u{10000}\u{10ffff}" })],
    ["text as long as may be", page({ thing_id: "x".repeat(16_384) })],
    ["the largest number that it takes", page({ vul_num: 999_999_999_999_999 })],
  ] as const) {
    it(`reads ${what}, as the long way does`, () => {
      assert.ok(shortWay(json));
      assert.deepEqual(shortWay(json), longWay(json));
    });
  }

  for (const [what, json] of [
    ["an escape", String.raw`{"total_num":1,"data_list":[{"thing_id":"\u0061"}]}`],
    ["an escaped name", String.raw`{"total_num":1,"data_list":[{"thing\u005fid":"a"}]}`],
    ["a name that comes twice", `{"total_num":1,"data_list":[{"thing_id":"a","thing_id":"b"}]}`],
    ["a name that comes twice, null first", `{"total_num":1,"data_list":[{"thing_id":null,"thing_id":"b"}]}`],
    ["two totals", `{"total_num":1,"data_list":[{"thing_id":"a"}],"total_num":2}`],
    ["two lists", `{"total_num":1,"data_list":[{"thing_id":"a"}],"data_list":[]}`],
    ["a list that is null", `{"total_num":0,"data_list":null}`],
    ["no list", `{"total_num":0}`],
    ["no total", `{"data_list":[]}`],
    ["a total that is negative", `{"total_num":-1,"data_list":[]}`],
    ["a total with a fraction", `{"total_num":1.0,"data_list":[]}`],
    ["a total in a string", `{"total_num":"1","data_list":[]}`],
    ["a number with an exponent", page({ vul_num: 3 }).replace("3", "3e2")],
    ["a negative number", page({ vul_num: -3 })],
    ["a number with zeros before it", page({ vul_num: 3 }).replace("3", "03")],
    ["a number of sixteen digits", page({ image_size: 9_007_199_254_740_991 })],
    ["a number that is too large", page({ image_size: 9_007_199_254_740_993 })],
    ["a number for a text", page({ thing_id: 1 })],
    ["a text for a number", page({ vul_num: "1" })],
    ["a literal for a text", page({ thing_id: true })],
    ["an object in a member that nobody asked for", page({ other: {} })],
    ["an empty row", page({})],
    ["a row that is no object", page("a")],
    ["a row that is null", page(null)],
    ["text that is too long", page({ thing_id: "x".repeat(16_385) })],
    ["a line feed in a text", `{"total_num":1,"data_list":[{"thing_id":"a\nb"}]}`],
    ["a comma too many in a row", `{"total_num":1,"data_list":[{"thing_id":"a",}]}`],
    ["a comma too many in the list", `{"total_num":1,"data_list":[{"thing_id":"a"},]}`],
    ["no comma", `{"total_num":2,"data_list":[{"thing_id":"a"}{"thing_id":"b"}]}`],
    ["something behind the end", `${page(row)} x`],
    ["a null character behind the end", `${page(row)}\u0000`],
    ["nothing", ""],
    ["a byte order mark", `\ufeff${page(row)}`],
  ] as const) {
    it(`leaves ${what} to the long way`, () => {
      assert.equal(shortWay(json), undefined);
    });
  }

  it("leaves bytes that are no UTF-8 to the long way", () => {
    const bytes = Buffer.from(page({ thing_id: "abc" }));
    bytes[bytes.indexOf("abc")] = 0xff;
    assert.equal(shortWay(bytes), undefined);
  });

  it("leaves a page to the long way that is cut off anywhere", () => {
    const whole = page(row, { thing_id: null, vul_num: 12 });
    assert.ok(shortWay(whole));
    for (let length = 0; length < Buffer.byteLength(whole); length++) {
      assert.equal(shortWay(Buffer.from(whole).subarray(0, length)), undefined, String(length));
    }
  });

  it("reads a page whose rows take many times the room of their JSON", () => {
    const json = page(...Array.from({ length: 1000 }, () => ({ x: 1 })));
    assert.equal(shortWay(json)?.rows.length, 1000);
    assert.deepEqual(shortWay(json), longWay(json));
  });

  it("leaves a page of more rows than a page ever has, or of more bytes, to the long way", () => {
    assert.equal(shortWay(page(...Array.from({ length: 1001 }, () => ({ x: 1 })))), undefined);
    assert.ok(shortWay(page({ thing_id: "a" }).padEnd(256 * 1024)));
    assert.equal(shortWay(page({ thing_id: "a" }).padEnd(256 * 1024 + 1)), undefined);
  });

  it("forgets a page that was not plain, rows before it included", () => {
    assert.equal(shortWay(page(row, { thing_id: "not\tplain" })), undefined);
    assert.deepEqual(shortWay(page(row)), longWay(page(row)));
  });

  it("has no room for columns without end, and takes none beyond it", () => {
    const columns = (count: number, length: number): RowFormat => ({
      columns: Array.from({ length: count }, (_, index) => {
        const property = `p${index}`.padEnd(length, "x");
        return { property, name: property, isText: true };
      }),
      blank: {},
      identity: [0],
      longestText: 100,
    });
    const empty = [Buffer.from('{"total_num":0,"data_list":[]}')];
    assert.ok(new RowCodec(columns(64, 10)).read(empty));
    assert.throws(() => new RowCodec(columns(65, 10)).read(empty), WebAssembly.RuntimeError);
    assert.throws(() => new RowCodec(columns(64, 100)).read(empty), WebAssembly.RuntimeError);
  });

  const text = fc.oneof(fc.string({ unit: "binary", maxLength: 12 }), fc.string({ unit: "grapheme", maxLength: 200 }));
  const value = fc.oneof(text, fc.constant(null), fc.maxSafeNat(), fc.double(), fc.boolean(), fc.constant({}));
  const anyRow = fc.oneof(
    { weight: 9, arbitrary: fc.record({ thing_id: text, thing_name: text, vul_num: fc.nat() }, { requiredKeys: [] }) },
    fc.dictionary(fc.constantFrom("thing_id", "thing_name", "vul_num", "image_size", "other", "__proto__"), value),
  );
  const anyPage = fc.array(anyRow, { maxLength: 8 }).map((rows) => page(...rows));

  it("makes of any page what the long way makes of it, or nothing", () => {
    let taken = 0;
    fc.assert(
      fc.property(anyPage, (json) => {
        const short = shortWay(json);
        if (short === undefined) return;
        taken++;
        assert.deepEqual(short, longWay(json));
      }),
      { numRuns: 3000 },
    );
    assert.ok(taken > 300, `it took ${taken}`);
  });

  it("takes no page, with any few bytes of it changed, that the long way refuses", () => {
    const bytes = fc.constantFrom(...Buffer.from('{}[],:"\\ \n\t0129-.eEnulltruefasex\u0000'), 0x80, 0xc3, 0xff);
    const changes = fc.array(fc.tuple(fc.nat(), bytes, fc.constantFrom("set", "insert", "remove")), {
      minLength: 1,
      maxLength: 3,
    });
    fc.assert(
      fc.property(anyPage, changes, (json, all) => {
        let changed = Buffer.from(json);
        for (const [at, byte, how] of all) {
          const place = at % changed.length;
          const behind = changed.subarray(how === "insert" ? place : place + 1);
          changed = Buffer.concat([changed.subarray(0, place), Buffer.from(how === "remove" ? [] : [byte]), behind]);
        }
        const short = shortWay(changed);
        if (short !== undefined) assert.deepEqual(short, longWay(changed));
      }),
      { numRuns: 20_000 },
    );
  }).timeout(30_000);
});
