import assert from "node:assert/strict";
import { errorBody, saysError } from "../../src/http/errorBody.js";

const CODE = "HSS.0013";
const WORDS = "Insufficient permission";
const ID = "1f0c8d6b2a";

describe("errorBody", () => {
  for (const [form, body, requestId] of [
    ["the API gateway", { error_code: CODE, error_msg: WORDS, request_id: ID }, ID],
    ["services without underscores", { errorCode: CODE, errorMsg: WORDS, requestId: ID }, ID],
    ["IAM", { error: { code: CODE, message: WORDS, title: "Forbidden" } }, ""],
    ["the API gateway, nested", { error: { error_code: CODE, error_msg: WORDS }, request_id: ID }, ID],
    ["services of the type of AWS", { code: CODE, message: WORDS, requestId: ID }, ID],
    ["OpenStack for an invalid request", { badRequest: { message: WORDS, code: CODE } }, ""],
    ["OpenStack for an absent object", { itemNotFound: { message: WORDS, code: CODE } }, ""],
    ["a list", { errors: [{ code: CODE, message: WORDS }] }, ""],
    ["a list of the API gateway", { errors: [{ error_code: CODE, error_msg: WORDS }], request_id: ID }, ID],
    [
      "an authorization failure",
      { error: { error_code: CODE, error_msg: WORDS, encoded_authorization_message: "AQEBAQ==" }, request_id: ID },
      ID,
    ],
    [
      "an authorization failure with details",
      {
        error_code: CODE,
        error_msg: WORDS,
        encoded_authorization_message: "AQEBAQ==",
        details: [{ error_code: "PAP.0001", error_msg: "inner" }],
      },
      "",
    ],
    ["a list at the top", [{ error_code: CODE, error_msg: WORDS }], ""],
  ] as const) {
    it(`reads the form of ${form}`, () => {
      assert.deepEqual(errorBody(body), { code: CODE, message: WORDS, requestId });
    });
  }

  it("reads a bare text, and a title where there are no other words", () => {
    assert.deepEqual(errorBody({ error: WORDS }), { code: "", message: WORDS, requestId: "" });
    assert.deepEqual(errorBody({ error: { code: 403, title: WORDS } }), { code: "403", message: WORDS, requestId: "" });
    assert.equal(errorBody({ error: "denied", error_description: WORDS }).message, WORDS);
  });

  it("reads nothing where there is nothing", () => {
    for (const body of [
      null,
      7,
      "x",
      [],
      {},
      { error_code: null, error_msg: [] },
      { a: { b: { c: { d: { code: "x" } } } } },
    ]) {
      assert.deepEqual(errorBody(body), { code: "", message: "", requestId: "" });
    }
  });

  it("looks at a hundred objects at most", () => {
    const rows = (count: number) => Array.from({ length: count }, () => ({ host_id: "x" }));
    assert.equal(errorBody({ data_list: [...rows(98), { message: WORDS }] }).message, WORDS);
    assert.equal(errorBody({ data_list: [...rows(99), { message: WORDS }] }).message, "");
  });
});

describe("saysError", () => {
  for (const body of [
    { error_code: CODE },
    { errorCode: CODE, total_num: 0, data_list: [] },
    { error: { code: CODE } },
    { error: { error_code: CODE } },
    { error_code: 403 },
  ]) {
    it(`is true for ${JSON.stringify(body)}`, () => {
      assert.equal(saysError(body), true);
    });
  }

  for (const body of [
    { total_num: 0, data_list: [{ error_code: CODE }] },
    { error_code: "" },
    { error_code: "0" },
    { error_code: 0 },
    { error_code: "00000000" },
    { error_code: "CBC.0000" },
    { error_code: null, error: null },
    { error: {} },
    { code: CODE, projects: [] },
    null,
  ]) {
    it(`is false for ${JSON.stringify(body)}`, () => {
      assert.equal(saysError(body), false);
    });
  }
});
