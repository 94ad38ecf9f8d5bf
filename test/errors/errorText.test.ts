import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { describeError } from "../../src/errors/describeError.js";
import { errorText } from "../../src/errors/errorText.js";
import type { HssError } from "../../src/errors/hssError.js";
import { ADVICE, adviceFor } from "../../src/http/adviceFor.js";
import { networkErrorFrom } from "../../src/http/networkErrorFrom.js";
import { ProxyError } from "../../src/http/proxyError.js";
import { errorExamples, refusal } from "../support/errorExamples.js";

/** An answer for each row of the advice table, in its order: status, code, message. */
const ANSWERS: readonly (readonly [status: number, code: string, said: string])[] = [
  [403, "HSS.0013", "no permission"],
  [400, "HSS.0001", "invalid"],
  [400, "HSS.0011", "not found"],
  [400, "HSS.1008", "failed"],
  [403, "APIGW.0801", "unavailable"],
  [403, "APIGW.0802", "forbidden"],
  [405, "APIGW.0502", "frozen"],
  [403, "CBC.0150", "denied"],
  [401, "APIGW.0301", "signature expired"],
  [401, "APIGW.0301", "verify aksk signature fail"],
  [401, "APIGW.0301", "ak AKID not exist"],
  [401, "APIGW.0301", "security token has expired"],
  [401, "APIGW.0301", "decrypt token fail"],
  [401, "APIGW.0301", "something new"],
  [401, "401", "The username or password is wrong."],
  [401, "401", "Could not find project."],
  [404, "404", "Could not find agency."],
  [403, "403", "iam:agencies:assume"],
  [403, "403", "identity:list_projects"],
  [429, "", "too many"],
  [401, "", "no"],
  [403, "", "no"],
  [404, "", "no"],
  [400, "", "no"],
  [407, "", "no"],
  [302, "", "elsewhere"],
  [503, "", "down"],
  [418, "", "teapot"],
];

const NETWORK_CODES = [
  "ENOTFOUND",
  "CERT_HAS_EXPIRED",
  "ERR_INVALID_CHAR",
  "ECONNREFUSED",
  "ECONNRESET",
  "UND_ERR_SOCKS5_AUTH_FAILED",
  "",
];

/** What every message must be, however long and hostile the server's words are. */
function assertForm(error: HssError): void {
  const [summary = "", advice = "", ...details] = error.message.split("\n");
  const about = `${error.name}:\n${error.message}`;
  assert.equal(summary, error.summary, about);
  assert.equal(advice, error.advice, about);
  assert.ok(summary.length <= 160 && /^\S.*\.$/.test(summary), about);
  assert.match(advice, /^[A-Z].*[.:]$/, about);
  for (const line of details) assert.match(line, /^ {2}[^ :][^:]*: \S/, about);
  const said = /server said: "(.*)"/.exec(error.message)?.[1] ?? "";
  assert.ok(said.length <= 200, about);
  assert.equal(details.findIndex((line) => line.startsWith("  server said: ")) === -1, said === "", about);
}

describe("the text of an error", () => {
  it("leads with what happened and what to do, for every class", async () => {
    const classes = (await readdir("src/errors")).filter((file) => file.endsWith("Error.ts"));
    const errors = await Promise.all(Object.values(errorExamples).map(async (make) => await make()));
    errors.forEach(assertForm);
    assert.deepEqual(
      [...new Set(errors.map(({ name }) => `${name[0]?.toLowerCase()}${name.slice(1)}.ts`))].sort(),
      classes.filter((file) => !["describeError.ts", "hssError.ts"].includes(file)).sort(),
    );
  });

  it("leads with what happened and what to do, for every row of the advice table", () => {
    assert.deepEqual(
      ANSWERS.map((answer) => adviceFor(...answer)),
      ADVICE,
    );
    for (const [status, error_code, said] of ANSWERS) {
      const error_msg = `${said} ${"\nx: y".repeat(500)}`;
      assertForm(refusal(status, { error_code, error_msg, request_id: "\n  forged: line".repeat(50) }));
    }
  });

  it("leads with what happened and what to do, for every failure of the network", () => {
    const causes = [
      ...NETWORK_CODES.map((code) => Object.assign(new Error("network"), { code })),
      ...[undefined, 403, 407].map((status) => new ProxyError("HTTPS_PROXY", status)),
    ];
    for (const cause of causes) assertForm(networkErrorFrom([["request", "GET /x"]], cause));
  });

  it("is the summary, the advice, and each detail that has a value on a line of its own", () => {
    const details = [
      ["status", 403],
      ["code", ""],
      ["page", undefined],
      ["attempts", 0],
    ] as const;
    assert.equal(
      errorText({ summary: "It failed.", advice: "Run again.", details }),
      "It failed.\nRun again.\n  status: 403\n  attempts: 0",
    );
  });

  it("cannot contain a line that was forged by one of its parts", () => {
    const hostile = "a\nb\r\u2028\u001b[2J\u202e";
    const text = errorText({ summary: hostile, advice: hostile, details: [[hostile, hostile]] });
    const safe = "a\ufffdb\ufffd[2J\ufffd";
    assert.equal(text, `${safe}\n${safe}\n  ${safe}: ${safe}`);
  });

  it("adds the attempts as the last detail if there were several", () => {
    const error = refusal(503, { error_msg: "down" });
    const before = error.message;
    assert.equal(error.gaveUp(1, 1000).message, before);
    assert.equal(error.gaveUp(4, 12_345).message, `${before}\n  attempts: 4 in 12.3 s`);
    assert.equal(describeError(error).split("\n").at(-2), "  attempts: 4 in 12.3 s");
  });

  it("shows at most 200 characters of the server's words, and 100 of its code and request ID", () => {
    const { message } = refusal(400, {
      error_code: "c".repeat(300),
      error_msg: "m".repeat(300),
      request_id: "i".repeat(300),
    });
    assert.match(message, /\n {2}code: c{100}\n {2}request id: i{100}\n {2}server said: "m{199}…"$/);
  });
});
