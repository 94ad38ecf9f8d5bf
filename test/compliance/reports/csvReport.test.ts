import assert from "node:assert/strict";
import { parse } from "csv-parse/sync";
import { csvField, csvReport } from "../../../src/compliance/reports/csvReport.js";
import { checkedHost, complianceReport, denyRule, hostileReport } from "../../support/complianceData.js";

const read = (text: string) => parse<Record<string, string>>(text, { columns: true, record_delimiter: "\r\n" });

describe("the CSV report", () => {
  it("has a row for each violation and each exemption", () => {
    const rule = denyRule({ exceptions: [{ host: "*-00002", reason: "known", expires: "2027-01-01" }] });
    const rows = read(csvReport.render(complianceReport([rule], [checkedHost(1), checkedHost(2)])));
    assert.deepEqual(rows, [
      {
        status: "violation",
        rule: "no-log4j",
        severity: "critical",
        effect: "deny",
        image: "log4j-demo",
        hostName: "prod-web-00001",
        hostId: "00000000-0000-4000-a000-000000000001",
        agentStatus: "online",
        edition: "hss.version.premium",
        privateIp: "10.0.0.1",
        publicIp: "",
        stale: "false",
        reason: "holds log4j-demo",
        exceptionExpires: "",
      },
      {
        ...rows[0],
        status: "exempt",
        hostName: "prod-web-00002",
        hostId: "00000000-0000-4000-a000-000000000002",
        privateIp: "10.0.0.2",
        reason: "known",
        exceptionExpires: "2027-01-01",
      },
    ]);
  });

  it("preserves hostile text, after an apostrophe if a spreadsheet would run it", () => {
    const { violations, ...report } = hostileReport();
    const rows = read(csvReport.render({ ...report, violations, exemptions: [] }));
    assert.equal(rows.length, violations.length);
    for (const [index, violation] of violations.entries()) {
      for (const column of ["rule", "hostName", "hostId", "edition", "reason", "image"] as const) {
        const field = rows[index]?.[column] ?? "";
        assert.ok(!/^["'\s]*[=+\-@\t\r]/.test(field) || field.startsWith("'"), field);
        assert.equal(field.replace(/^'(?=["'\s]*[=+\-@\t\r])/, ""), Buffer.from(violation[column]).toString());
      }
    }
  });

  for (const formula of [
    "=1",
    "+1",
    "-1",
    "@A1",
    "\t=1",
    "\r=1",
    "\n=1",
    '"=1',
    "'=1",
    " =1",
    "\t1",
    "\uff1d1",
    "\0=1",
    "\ufeff=1",
  ]) {
    it(`writes ${JSON.stringify(formula)} as plain text`, () => {
      assert.equal(csvField(formula), `"'${formula.replaceAll('"', '""')}"`);
    });
  }

  for (const harmless of ["a=b", "prod-web", "10.0.0.1", "", "1+1"]) {
    it(`leaves ${JSON.stringify(harmless)} as it is`, () => {
      assert.equal(csvField(harmless), `"${harmless}"`);
    });
  }
});
