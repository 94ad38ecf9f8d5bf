import assert from "node:assert/strict";
import { makeReports } from "../../../src/compliance/reports/makeReports.js";
import { AnswerSizeError } from "../../../src/errors/answerSizeError.js";
import { checkedHost, complianceReport, denyRule } from "../../support/complianceData.js";

const report = complianceReport([denyRule()], [checkedHost(1)]);

/** A report with data that no format can be made from. */
function broken(error: Error) {
  return {
    ...report,
    get tool(): never {
      throw error;
    },
  };
}

describe("makeReports", () => {
  it("keeps each report before it makes the next", () => {
    const order: string[] = [];
    const observed = {
      ...report,
      get tool() {
        order.push("made");
        return report.tool;
      },
    };
    const keep = ({ format }: { format: string }) => order.push(format);
    makeReports(observed, ["json", "junit"], keep);
    assert.deepEqual(
      order.filter((each, index) => each !== order[index - 1]),
      ["made", "json", "made", "junit"],
    );
  });

  it("refuses reports that are too large together, and names each format with its size", () => {
    const sizes = new Map(
      makeReports(report, ["json", "csv"], ({ format, content }) => [format, Buffer.byteLength(content)] as const),
    );
    const bytes = (sizes.get("json") ?? NaN) + (sizes.get("csv") ?? NaN);
    const formats = ["json", "csv", "ocsf"] as const;
    assert.throws(
      () => makeReports(report, formats, String, bytes - 1),
      (error: Error) =>
        error instanceof AnswerSizeError &&
        /^The reports \(json, csv\) have 0 MB, but all reports of a call can have at most 0 MB\.\nAsk for fewer formats in one call, or check fewer servers in it\.\n {2}json: 0 MB\n {2}csv: 0 MB$/.test(
          error.message,
        ),
    );
    assert.equal(makeReports(report, ["json", "csv"], String, bytes).length, 2);
  });

  it("names the format that no string can hold, and says what to do", () => {
    assert.throws(() => makeReports(broken(new RangeError("Invalid string length")), ["sarif"], String), {
      name: "AnswerSizeError",
      message:
        "The sarif report is too large to be made.\nAsk for fewer formats in one call, or check fewer servers in it.\n  violations: 1\n  exemptions: 0",
    });
  });

  it("names the format that fails because of a bug", () => {
    assert.throws(() => makeReports(broken(new TypeError("x is not a function")), ["ocsf"], String), {
      name: "Error",
      message: "The ocsf report could not be made: TypeError: x is not a function",
    });
  });
});
