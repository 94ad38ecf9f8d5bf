import assert from "node:assert/strict";
import { imageVulnerabilities } from "../../src/hss/imageVulnerabilities.js";

const parse = (row: object) => imageVulnerabilities.readPage([], { total_num: 1, data_list: [row] }).rows[0];

describe("a row of the list of vulnerabilities", () => {
  it("has the ID of each CVE, and not the score", () => {
    const cve_list = [
      { cve_id: "CVE-2021-44228", cvss: 10 },
      { cvss: 9, cve_id: "CVE-2021-45046" },
    ];
    assert.deepEqual(parse({ cve_list })?.cveList, ["CVE-2021-44228", "CVE-2021-45046"]);
  });

  for (const missing of [undefined, null, []]) {
    it(`has no CVE if the list is ${JSON.stringify(missing)}`, () => {
      assert.deepEqual(parse({ cve_list: missing })?.cveList, []);
    });
  }

  for (const [wire, read] of [
    [9.8, 9.8],
    [0, 0],
    ["9.8", 9.8],
    ["10", 10],
  ] as const) {
    it(`has the score ${read} for ${JSON.stringify(wire)}`, () => {
      assert.equal(parse({ max_cvss_score: wire })?.maxCvssScore, read);
    });
  }

  for (const missing of [undefined, null, ""]) {
    it(`has no score if HSS sends ${JSON.stringify(missing)}`, () => {
      assert.ok(!("maxCvssScore" in (parse({ max_cvss_score: missing }) ?? {})));
    });
  }

  for (const [column, value, problem] of [
    ["cve_list", "CVE-2021-44228", "it is not a list of strings"],
    ["cve_list", ["CVE-2021-44228"], "it is not a list of objects"],
    ["cve_list", [null], "it is not a list of objects"],
    ["cve_list", [{ cve_id: {} }], "it is not a string"],
    ["max_cvss_score", "high", "it is not a number"],
    ["max_cvss_score", "9,8", "it is not a number"],
    ["max_cvss_score", {}, "it is not a number"],
  ] as const) {
    it(`is refused if ${column} is ${JSON.stringify(value)}`, () => {
      assert.throws(
        () => parse({ [column]: value }),
        (error: Error & { path: string }) =>
          error.name === "ResponseShapeError" &&
          error.path === `data_list[0].${column}` &&
          error.message.includes(problem),
      );
    });
  }
});
