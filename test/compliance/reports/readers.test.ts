import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findingId } from "../../../src/compliance/findingId.js";
import type { ComplianceReport } from "../../../src/compliance/complianceReport.js";
import { complianceJsonSchema } from "../../../src/compliance/reports/jsonReport.js";
import { reportFormats } from "../../../src/compliance/reports/reportFormats.js";
import { PYTHON } from "../../support/available.js";
import { checkedHost, complianceReport, denyRule, hostileReport, requireRule } from "../../support/complianceData.js";
import { pythonWith } from "../../support/pythonWith.js";
import { run } from "../../support/run.js";
import { sarifMultitool } from "../../support/sarifMultitool.js";

/** Reads the reports in a folder with packages that others use for this, and prints what it found. */
const PROGRAM = `
import json, pathlib, sys
from jsonschema import Draft202012Validator
from junitparser import JUnitXml
from py_ocsf_models import OCSF_VERSION
from py_ocsf_models.events.findings.compliance_finding import ComplianceFinding

folder = pathlib.Path(sys.argv[1])
validator = Draft202012Validator(json.loads((folder / "schema.json").read_text("utf-8")))

def finding(event):
    parsed = ComplianceFinding.model_validate(event)
    assert parsed.metadata.version == OCSF_VERSION, parsed.metadata.version
    names = [resource.name for resource in parsed.resources or []]
    return [parsed.finding_info.uid, parsed.activity_id.name, parsed.status_id.name, parsed.compliance.status_id.name, parsed.severity_id.name, *names]

def suite(file):
    [only] = list(JUnitXml.fromfile(str(file)))
    kinds = [type(each.result[0]).__name__ if each.result else "Passed" for each in only]
    return {"tests": only.tests, "failures": only.failures, "errors": only.errors, "skipped": only.skipped, "kinds": kinds, "names": [each.name for each in only]}

found = {}
for name in sys.argv[2:]:
    read = lambda suffix: (folder / (name + suffix)).read_text("utf-8")
    lines = read(".ocsf-jsonl").splitlines()
    report = json.loads(read(".json"))
    found[name] = {
        "ocsf": [finding(event) for event in json.loads(read(".ocsf"))],
        "lines": [json.loads(line)["finding_info"]["uid"] for line in lines],
        "junit": suite(folder / (name + ".junit")),
        "invalid": [error.message for error in validator.iter_errors(report)],
        "hosts": [violation["hostName"] for violation in report["violations"]],
    }
print(json.dumps(found))
`;

interface Read {
  ocsf: string[][];
  lines: string[];
  junit: { tests: number; failures: number; errors: number; skipped: number; kinds: string[]; names: string[] };
  invalid: string[];
  hosts: string[];
}

const FORMATS = ["json", "junit", "sarif", "ocsf", "ocsf-jsonl"] as const;
const hosts = (count: number) => Array.from({ length: count }, (_, index) => checkedHost(index));
const spared = { host: "*-00001", reason: "known", expires: "2027-01-01" };

const REPORTS: Readonly<Record<string, ComplianceReport>> = {
  none: complianceReport([denyRule()], []),
  one: complianceReport([denyRule()], hosts(1)),
  three: complianceReport([denyRule({ exceptions: [spared] }), requireRule()], hosts(4)),
  thousands: complianceReport([denyRule()], hosts(10_000)),
  hostile: hostileReport(),
};

describe("programs of others read the reports", function () {
  this.timeout(600_000);
  let folder: string;
  let read: Record<string, Read>;

  before(async function () {
    if (!PYTHON) this.skip();
    folder = await mkdtemp(join(tmpdir(), "huaweicloud-hss-reports-"));
    await writeFile(join(folder, "schema.json"), JSON.stringify(complianceJsonSchema()));
    for (const [name, report] of Object.entries(REPORTS))
      for (const format of FORMATS)
        await writeFile(join(folder, `${name}.${format}`), reportFormats[format].render(report));
    const python = await pythonWith("reports", ["py-ocsf-models==0.10.0", "junitparser==5.0.3", "jsonschema==4.26.0"]);
    read = JSON.parse(await run(python, ["-c", PROGRAM, folder, ...Object.keys(REPORTS)])) as typeof read;
  });
  after(() => rm(folder, { recursive: true, force: true }));

  for (const [name, { violations, exemptions, rules, metadata }] of Object.entries(REPORTS)) {
    describe(`about ${violations.length.toLocaleString("en-US")} violations (${name})`, () => {
      it("as JSON, with jsonschema", () => {
        assert.deepEqual(read[name]?.invalid, []);
        assert.deepEqual(
          read[name].hosts,
          violations.map(({ hostName }) => hostName),
        );
      });

      it("as OCSF, with py-ocsf-models, in the version that it knows", () => {
        const found = read[name]?.ocsf.slice(0, violations.length);
        const expected = violations.map((violation) => {
          const severity = violation.severity.replace(/^./, (letter) => letter.toUpperCase());
          const { hostName } = violation;
          const names = hostName === "" ? [] : [hostName];
          return [findingId(violation), "Create", "New", "Fail", severity, ...names];
        });
        assert.deepEqual(found, expected);
      });

      it("as JSON Lines, one line at a time", () => {
        assert.deepEqual(
          read[name]?.lines,
          read[name]?.ocsf.map(([uid]) => uid),
        );
      });

      it("as JUnit XML, with junitparser", () => {
        const { tests, failures, errors, skipped, kinds } = read[name]?.junit ?? assert.fail();
        const violated = new Set(violations.map(({ rule }) => rule)).size;
        const withExemptions = new Set(exemptions.map(({ rule }) => rule)).size;
        const counts = [1 + rules.length + withExemptions, violated, metadata.complete ? 0 : 1, withExemptions];
        assert.deepEqual([tests, failures, errors, skipped], counts);
        assert.deepEqual(
          ["Failure", "Error", "Skipped"].map((kind) => kinds.filter((each) => each === kind).length),
          counts.slice(1),
        );
        assert.equal(kinds.length, counts[0]);
      });

      it("as SARIF, with Microsoft's Multitool", async () => {
        const file = join(folder, `${name}.sarif`);
        const count = violations.length.toLocaleString("en-US");
        assert.match(
          await sarifMultitool(["query", file, "--expression", "BaselineState != 'Absent'"]),
          new RegExp(`^Found ${count} of ${count} results`),
        );
      });

      // It needs 20 seconds for the many.
      if (name !== "thousands")
        it("as SARIF, with Microsoft's Multitool and the rules of GitHub's code scanning", async () => {
          const said = await sarifMultitool(["validate", join(folder, `${name}.sarif`), "--rule-kind", "Sarif;Ghas"]);
          assert.match(said, /Done\. 1 files scanned\.\s+Analysis completed successfully\./);
          assert.doesNotMatch(said, /: (error|warning|note) /);
        });
    });
  }

  it("would not be read without a field that they need", async () => {
    const broken = join(folder, "broken.sarif");
    const text = reportFormats.sarif.render(REPORTS.one as ComplianceReport);
    await writeFile(broken, text.replaceAll(/"help":\{.*?\},"default/g, '"default'));
    assert.match(await sarifMultitool(["validate", broken, "--rule-kind", "Sarif;Ghas"]), /: error GH2012: /);
  });
});
