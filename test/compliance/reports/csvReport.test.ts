import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import type { ComplianceReport } from "../../../src/compliance/complianceReport.js";
import { counted } from "../../../src/compliance/counted.js";
import { readBaseline } from "../../../src/compliance/readBaseline.js";
import { baselineReport } from "../../../src/compliance/reports/baselineReport.js";
import { csvField } from "../../../src/compliance/reports/csvField.js";
import { csvReport } from "../../../src/compliance/reports/csvReport.js";
import { sinceBaseline } from "../../../src/compliance/sinceBaseline.js";
import { PYTHON } from "../../support/available.js";
import { checkedHost, complianceReport, denyRule, hostileReport, SCOPE } from "../../support/complianceData.js";
import { isInstalled } from "../../support/isInstalled.js";
import { pythonWith } from "../../support/pythonWith.js";
import { run } from "../../support/run.js";

type Row = Record<string, string>;
const read = (text: string) => parse<Row>(text, { bom: true, columns: true, record_delimiter: "\r\n" });
const hosts = (count: number) => Array.from({ length: count }, (_, number) => checkedHost(number));
/** The text of a field, without the apostrophes that are for spreadsheets. */
const unmarked = (field: string | undefined) => field?.replace(/^'/, "").replace(/([;\t\r\n])'/g, "$1");

/** Names that spreadsheets would change. */
const CHANGED = [
  "007",
  "1e5",
  "12345678901234567890",
  "1-2",
  "2027-01-01",
  "1/2",
  "1:30",
  "mar-01",
  "5%",
  "10.100.100.100",
  "1,5",
  "１２",
  "3月1日",
  "TRUE",
  "#N/A",
];
/** Names that spreadsheets keep, also without quotes. */
const KEPT = ["生产-网关-01", "web-01", "marketing-01", "10.0.0.1", "5", "0", "v1.2", "e1", "2001:db8::1", ""];

async function inFolder<Result>(use: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), "huaweicloud-hss-csv-"));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe("the CSV report", () => {
  it("has a row for each violation and each exemption", () => {
    const exceptions = [
      { host: "*-00002", reason: "known", owner: "team-lab", ticket: "SEC-1042", expires: "2027-01-01" },
    ];
    const rows = read(csvReport.render(complianceReport([denyRule({ exceptions })], [checkedHost(1), checkedHost(2)])));
    assert.match(rows[0]?.id ?? "", /^[0-9a-f]{32}$/);
    assert.deepEqual(rows, [
      {
        status: "violation",
        state: "",
        severity: "critical",
        rule: "no-log4j",
        effect: "deny",
        image: "log4j-demo",
        images: "",
        hostName: "prod-web-00001",
        hostId: "00000000-0000-4000-a000-000000000001",
        agentStatus: "online",
        edition: "hss.version.premium",
        privateIp: "10.0.0.1",
        publicIp: "",
        stale: "false",
        reason: "holds log4j-demo",
        exceptionExpires: "",
        owner: "",
        ticket: "",
        ...SCOPE,
        complete: "true",
        id: rows[0]?.id,
      },
      {
        ...rows[0],
        status: "exempt",
        hostName: "prod-web-00002",
        hostId: "00000000-0000-4000-a000-000000000002",
        privateIp: "10.0.0.2",
        reason: "known",
        exceptionExpires: "2027-01-01",
        owner: "team-lab",
        ticket: "SEC-1042",
        id: rows[1]?.id,
      },
    ]);
  });

  it("has the worst violations first", () => {
    const rules = (["low", "critical", "medium"] as const).map((severity) => denyRule({ name: severity, severity }));
    const rows = read(csvReport.render(complianceReport(rules, hosts(2))));
    assert.deepEqual(
      rows.map(({ severity }) => severity),
      ["critical", "critical", "medium", "medium", "low", "low"],
    );
  });

  it("says what is new, unchanged and fixed", () => {
    const former = sinceBaseline(complianceReport([denyRule()], hosts(2)), undefined);
    const now = complianceReport([denyRule()], [checkedHost(1), checkedHost(2)]);
    const rows = read(csvReport.render(sinceBaseline(now, readBaseline(baselineReport.render(former)))));
    assert.deepEqual(
      rows.map(({ status, state, hostName }) => [status, state, hostName]),
      [
        ["violation", "unchanged", "prod-web-00001"],
        ["violation", "new", "prod-web-00002"],
        ["fixed", "", ""],
      ],
    );
    assert.equal(rows[2]?.rule, "no-log4j");
    assert.match(rows[2].id ?? "", /^[0-9a-f]{32}$/);
  });

  it("says in the first row and in each row that lists may be incomplete, also without violations", () => {
    for (const count of [0, 2]) {
      const report = complianceReport([denyRule()], hosts(count));
      const metadata = { ...report.metadata, complete: false, incompleteBecause: ["the list changed"] };
      const rows = read(csvReport.render({ ...report, metadata }));
      assert.deepEqual([rows[0]?.status, rows[0]?.reason], ["incomplete", "the list changed"]);
      assert.deepEqual(
        rows.map(({ complete }) => complete),
        Array.from({ length: count + 1 }, () => "false"),
      );
    }
  });

  it("says which images are doubtful", () => {
    const report = complianceReport([denyRule()], []);
    const metadata = { ...report.metadata, unverifiedImages: ["a"], unresolved: ["b"] };
    const rows = read(csvReport.render({ ...report, metadata }));
    assert.deepEqual(
      rows.map(({ status, reason }) => [status, reason]),
      [
        ["unverified", "a"],
        ["unverified", "b"],
      ],
    );
  });

  it("begins with a byte order mark, and a head without quotes for programs that do not know it", () => {
    assert.match(csvReport.render(complianceReport([denyRule()], [])), /^\ufeffstatus,state,[a-zA-Z,]+\r\n$/);
  });

  it("preserves hostile text, after an apostrophe if a spreadsheet would run it", () => {
    const report = hostileReport();
    const rows = read(csvReport.render(report)).filter(({ status }) => status === "violation");
    assert.equal(rows.length, report.violations.length);
    for (const [index, violation] of report.violations.entries()) {
      for (const column of ["rule", "hostName", "hostId", "edition", "reason", "image"] as const) {
        const field = rows[index]?.[column] ?? "";
        assert.doesNotMatch(field, /(^|[;\t\r\n])["\s]*[=+\-@]/);
        assert.equal(unmarked(field), Buffer.from(violation[column]).toString());
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
      const text = formula.replace(/([\t\r\n])=/, "$1'=").replaceAll('"', '""');
      assert.equal(csvField(formula), `"'${text}"`);
    });
  }

  it("guards a formula behind a semicolon or a line feed, where a spreadsheet may begin a cell", () => {
    assert.equal(csvField("a;=1"), `"a;'=1"`);
    assert.equal(csvField("a\n ＝1"), `"a\n' ＝1"`);
    assert.equal(csvField("a; b = 1"), `"a; b = 1"`);
  });

  it("doubles an apostrophe in front, so that a program can remove the first one", () => {
    assert.equal(csvField("'quoted'"), `"''quoted'"`);
    assert.equal(csvField("it's"), `"it's"`);
  });

  for (const changed of CHANGED) {
    it(`marks ${JSON.stringify(changed)} as text`, () => {
      assert.equal(csvField(changed), `"'${changed}"`);
    });
  }

  for (const harmless of ["a=b", "prod-web", "1+x", ...KEPT]) {
    it(`leaves ${JSON.stringify(harmless)} as it is`, () => {
      assert.equal(csvField(harmless), `"${harmless}"`);
    });
  }

  describe("is read by programs of other people", () => {
    const cases: [what: string, report: ComplianceReport][] = [0, 1, 3, 10_000].map((count) => [
      counted(count, "violation"),
      complianceReport([denyRule()], hosts(count)),
    ]);
    cases.push(["hostile names", hostileReport()]);

    const assertRead = (rows: readonly Row[], { violations, exemptions, metadata }: ComplianceReport) => {
      const notes = [...metadata.incompleteBecause, ...metadata.unverifiedImages, ...metadata.unresolved];
      assert.equal(rows.length, notes.length + violations.length + exemptions.length);
      assert.deepEqual(
        rows.slice(notes.length).map(({ hostName }) => unmarked(hostName)),
        [...violations, ...exemptions].map(({ hostName }) => Buffer.from(hostName).toString()),
      );
    };

    for (const [what, report] of cases) {
      it(`csv-parse: ${what}`, () => {
        assertRead(read(csvReport.render(report)), report);
      });
    }

    (PYTHON ? it : it.skip)("Python's csv: all of these", () =>
      inFolder(async (folder) => {
        const program = `
import csv, json, sys
def rows(file):
    with open(file, encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines, strict=True))
print(json.dumps([rows(file) for file in sys.argv[1:]]))
`;
        const files = cases.map((_, index) => join(folder, `${index}.csv`));
        await Promise.all(files.map((file, index) => writeFile(file, csvReport.render(cases[index]?.[1] as never))));
        const read = JSON.parse(await run("python3", ["-c", program, ...files])) as Row[][];
        for (const [index, [, report]] of cases.entries()) assertRead(read[index] ?? [], report);
      }),
    );
  });

  const needs = "soffice on the PATH, and Python";
  describe(`in LibreOffice (needs ${needs})`, function () {
    this.timeout(180_000);
    const LIBREOFFICE = isInstalled("soffice") && PYTHON;

    /** The cells of CSV files as LibreOffice reads them: the type (s: text, n: number, f: formula) and the value of each. */
    const cellsOf = async (texts: readonly string[]): Promise<[type: string, value: unknown][][][]> =>
      inFolder(async (folder) => {
        const python = await pythonWith("openpyxl", ["openpyxl==3.1.5"]);
        const files = texts.map((_, index) => join(folder, `${index}.csv`));
        await Promise.all(files.map((file, index) => writeFile(file, texts[index] ?? "")));
        const UTF_8 = 76;
        const filter = `--infilter=CSV:${",".charCodeAt(0)},${'"'.charCodeAt(0)},${UTF_8}`;
        const profile = `-env:UserInstallation=file://${join(folder, "profile")}`;
        await run("soffice", [profile, "--headless", filter, "--convert-to", "xlsx", "--outdir", folder, ...files]);
        const program = `
import json, openpyxl, sys
def cells(file):
    rows = openpyxl.load_workbook(file).active.iter_rows()
    return [[[cell.data_type, "" if cell.value is None else str(cell.value)] for cell in row] for row in rows]
print(json.dumps([cells(file) for file in sys.argv[1:]]))
`;
        const books = files.map((file) => file.replace(/csv$/, "xlsx"));
        return JSON.parse(await run(python, ["-c", program, ...books])) as never;
      });

    (LIBREOFFICE ? it : it.skip)("names stay text, with all their characters, and no text is run", async () => {
      const names = [...CHANGED, ...KEPT.filter((name) => name !== "")];
      const report = complianceReport(
        [denyRule()],
        names.map((hostName, number) => checkedHost(number, { hostName })),
      );
      const [marked = [], hostile = []] = await cellsOf([csvReport.render(report), csvReport.render(hostileReport())]);
      const column = marked[0]?.findIndex(([, value]) => value === "hostName") ?? -1;
      const seen = marked.slice(1).map((row) => row[column] ?? ["", ""]);
      assert.deepEqual(
        seen.map(([, value]) => unmarked(String(value))).sort(),
        names.map((name) => unmarked(name)).sort(),
      );
      assert.deepEqual(
        seen.filter(([type, value]) => type !== "s" && !["5", "0"].includes(String(value))),
        [],
      );
      assert.ok(hostile.length > 20);
      assert.deepEqual(
        hostile.flat().filter(([type]) => type === "f"),
        [],
      );
    });

    (LIBREOFFICE ? it : it.skip)("would change these names without the apostrophe", async () => {
      const [cells = []] = await cellsOf(['"007","1e5","12345678901234567890"\r\n']);
      assert.deepEqual(
        cells[0]?.map(([type]) => type),
        ["n", "n", "n"],
      );
    });
  });
});
