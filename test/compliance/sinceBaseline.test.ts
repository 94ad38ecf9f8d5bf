import assert from "node:assert/strict";
import type { ComplianceReport } from "../../src/compliance/complianceReport.js";
import type { ComplianceRule } from "../../src/compliance/complianceRule.js";
import { enforcementMessage } from "../../src/compliance/enforcementMessage.js";
import { failingViolations } from "../../src/compliance/failingViolations.js";
import { changeText } from "../../src/compliance/changeText.js";
import { readBaseline } from "../../src/compliance/readBaseline.js";
import { baselineReport } from "../../src/compliance/reports/baselineReport.js";
import { jsonReport } from "../../src/compliance/reports/jsonReport.js";
import { sinceBaseline } from "../../src/compliance/sinceBaseline.js";
import {
  checkedHost,
  complianceReport,
  denyRule,
  hostileReport,
  requireRule,
  SCOPE,
} from "../support/complianceData.js";

const OTHER_SCOPE = { ...SCOPE, region: "eu-west-101" };
const hosts = (...numbers: number[]) => numbers.map((number) => checkedHost(number));
const incomplete = (report: ComplianceReport): ComplianceReport => ({
  ...report,
  metadata: { ...report.metadata, complete: false, incompleteBecause: ["the list changed"] },
});

for (const [format, { render }] of [
  ["baseline", baselineReport],
  ["json", jsonReport],
] as const) {
  describe(`a baseline in the format ${format}`, () => {
    const since = (former: ComplianceReport, now: ComplianceReport) =>
      sinceBaseline(now, readBaseline(render(sinceBaseline(former, undefined))));
    const compare = (former: ComplianceRule, now: ComplianceRule, formerHosts = hosts(1, 2), nowHosts = hosts(2)) =>
      since(complianceReport([former], formerHosts), complianceReport([now], nowHosts)).summary;

    it("tells new, unchanged and fixed violations apart", () => {
      const rule = denyRule();
      const report = since(complianceReport([rule], hosts(1, 2, 3)), complianceReport([rule], hosts(2, 3, 4, 5)));
      assert.deepEqual(
        report.violations.map(({ hostName, state }) => [Number(hostName.slice(-5)), state]),
        [
          [2, "unchanged"],
          [3, "unchanged"],
          [4, "new"],
          [5, "new"],
        ],
      );
      const { newViolations, unchangedViolations, fixedViolations, uncheckedViolations } = report.summary;
      assert.deepEqual([newViolations, unchangedViolations, fixedViolations, uncheckedViolations], [2, 2, 1, 0]);
      assert.equal(changeText(report), "2 new, 1 fixed, 2 unchanged since 2026-11-24T12:00:00.000Z.");
      const [fixed] = report.baseline?.fixed ?? [];
      const { id = "", ...known } = fixed ?? {};
      assert.match(id, /^[0-9a-f]{32}$/);
      const about = { rule: "no-log4j", severity: "critical", image: "log4j-demo", ...SCOPE };
      const host = { hostId: "00000000-0000-4000-a000-000000000001", hostName: "prod-web-00001" };
      assert.deepEqual(known, format === "json" ? { ...about, ...host } : about);
    });

    it("knows what is fixed if its rule has another description, severity, enforcement or exception", () => {
      const exceptions = [{ host: "other", reason: "known", expires: "2027-01-01" }];
      const now = denyRule({ description: "more", severity: "low", enforce: "warn", exceptions });
      assert.equal(compare(denyRule(), now).fixedViolations, 1);
    });

    for (const [what, now] of [
      ["is gone", denyRule({ name: "other" })],
      ["is about another image", denyRule({ image: { name: "log4j-demo", version: "2" } })],
      ["selects other servers", denyRule({ hosts: { namePattern: "prod-web-00002" } })],
      ["demands the opposite", requireRule({ name: "no-log4j", image: { name: "log4j-demo" } })],
    ] as const) {
      it(`does not call a violation fixed if its rule ${what}`, () => {
        const { fixedViolations, uncheckedViolations } = compare(denyRule(), now);
        assert.equal(fixedViolations, 0);
        assert.ok(Number(uncheckedViolations) > 0);
      });
    }

    it("does not call a violation fixed if its scope was not checked", () => {
      const rule = denyRule();
      const report = since(complianceReport([rule], hosts(1, 2)), complianceReport([rule], hosts(2), {}, OTHER_SCOPE));
      assert.deepEqual([report.summary.fixedViolations, report.summary.uncheckedViolations], [0, 1]);
      // The ID of a server is the same in all scopes.
      assert.equal(report.violations[0]?.state, "unchanged");
      assert.match(
        changeText(report),
        /1 former violation was not checked again, because the rule or the scope is gone, the rule was changed, or HSS/,
      );
    });

    it("does not call a violation fixed if the lists of this run may be incomplete", () => {
      const rule = denyRule();
      const report = since(complianceReport([rule], hosts(1, 2, 3)), incomplete(complianceReport([rule], hosts(3))));
      assert.deepEqual(report.baseline?.fixed, []);
      assert.equal(report.summary.uncheckedViolations, 2);
      assert.match(
        changeText(report),
        /2 former violations were not checked again, because the lists may be incomplete\./,
      );
    });

    it("does not call a violation fixed if HSS no longer says enough about an image", () => {
      const rule = denyRule();
      const now = complianceReport([rule], hosts(2));
      const unresolved = ["web:latest (no-log4j: it has no scan)"];
      const report = since(complianceReport([rule], hosts(1, 2)), {
        ...now,
        metadata: { ...now.metadata, unresolved },
      });
      assert.deepEqual([report.summary.fixedViolations, report.summary.uncheckedViolations], [0, 1]);
    });

    it("says that new violations may be older if the lists of the former run were incomplete", () => {
      const rule = denyRule();
      const report = since(incomplete(complianceReport([rule], hosts(1))), complianceReport([rule], hosts(1, 2)));
      assert.equal(report.baseline?.complete, false);
      assert.match(changeText(report), /so new violations may be older\.$/);
    });

    it("does not call a violation fixed because its server is exempt now", () => {
      const exceptions = [{ host: "prod-web-00001", reason: "known", expires: "2027-01-01" }];
      const { fixedViolations, uncheckedViolations } = compare(
        denyRule(),
        denyRule({ exceptions }),
        hosts(1, 2),
        hosts(1, 2),
      );
      assert.deepEqual([fixedViolations, uncheckedViolations], [0, 0]);
    });

    it("counts servers that share a name and have no ID one by one", () => {
      const nameless = (count: number) => {
        const twins = Array.from({ length: count }, (_, index) =>
          checkedHost(1, { hostId: "", agentId: `agent-${index}`, hostName: "twin" }),
        );
        return complianceReport([denyRule()], twins);
      };
      const states = since(nameless(1), nameless(2)).violations.map(({ state }) => state);
      assert.deepEqual(states, ["unchanged", "new"]);
    });

    it("compares what it can with hostile text in every field", () => {
      const report = since(hostileReport(), hostileReport());
      const { newViolations, unchangedViolations, uncheckedViolations } = report.summary;
      assert.deepEqual([newViolations, unchangedViolations, uncheckedViolations], [0, report.violations.length, 0]);
    });

    it("carries the numbers of the last 30 runs", () => {
      const time = (run: number) => new Date(Date.UTC(2026, 0, run)).toISOString();
      let report = sinceBaseline(complianceReport([denyRule()], hosts(0)), undefined);
      for (let run = 1; run < 35; run++) {
        const next = complianceReport([denyRule()], hosts(run, run + 1));
        next.metadata = { ...next.metadata, asOf: time(run) };
        report = sinceBaseline(next, readBaseline(render(report)));
      }
      assert.equal(report.history.length, 30);
      assert.equal(report.history[0]?.asOf, time(5));
      assert.deepEqual(report.history.at(-1), {
        asOf: time(34),
        complete: true,
        critical: 2,
        high: 0,
        medium: 0,
        low: 0,
        informational: 0,
        newViolations: 1,
        fixedViolations: 1,
      });
    });
  });
}

describe("a run without a baseline", () => {
  it("has no states, and starts the history", () => {
    const { violations, baseline, summary, history } = sinceBaseline(
      complianceReport([denyRule()], hosts(1)),
      undefined,
    );
    assert.equal(baseline, undefined);
    assert.equal(summary.newViolations, undefined);
    assert.ok(!("state" in (violations[0] ?? assert.fail())));
    assert.deepEqual(
      history.map(({ critical, newViolations }) => [critical, newViolations]),
      [[1, undefined]],
    );
  });
});

describe('failOn: "new"', () => {
  const failOn = "new" as const;
  const since = (former: number[] | undefined, now: number[]) => {
    const baseline =
      former &&
      readBaseline(baselineReport.render(sinceBaseline(complianceReport([denyRule()], hosts(...former)), undefined)));
    return sinceBaseline(complianceReport([denyRule()], hosts(...now), { failOn }), baseline);
  };

  it("passes with unchanged violations, and fails with new ones", () => {
    assert.equal(since([1, 2], [1, 2]).passed, true);
    assert.equal(since([1, 2], [1, 3]).passed, false);
  });

  it("takes all violations for new without a baseline, and says so", () => {
    const report = since(undefined, [1]);
    assert.equal(report.passed, false);
    const { summary, worst } = enforcementMessage(report, failingViolations(report));
    assert.match(summary, /No baseline is given, so all violations count as new\.$/);
    assert.equal(worst.length, 1);
  });

  it("lists only the new violations in the message, and says so", () => {
    const report = since([1, 2], [1, 2, 3]);
    const { summary, worst } = enforcementMessage(report, failingViolations(report));
    assert.equal(
      summary,
      "Compliance: 3 violations, 1 of 1 rule failed. 1 new, 0 fixed, 2 unchanged since 2026-11-24T12:00:00.000Z. " +
        'Only the new violations are listed, because failOn is "new".',
    );
    assert.deepEqual(
      worst.map(([label]) => label),
      ["[critical, new] no-log4j"],
    );
  });
});

describe("the baseline report", () => {
  it("takes 35 bytes for each violation", () => {
    const size = (count: number) =>
      Buffer.byteLength(
        baselineReport.render(
          complianceReport(
            [denyRule()],
            Array.from({ length: count }, (_, number) => checkedHost(number)),
          ),
        ),
      );
    assert.equal((size(10_000) - size(1)) / 9_999, 35);
    assert.ok(size(1) < 400, String(size(1)));
  });

  it("is the same in any order of the servers, and without a name or an address", () => {
    const text = baselineReport.render(complianceReport([denyRule()], hosts(1, 2, 3)));
    assert.equal(baselineReport.render(complianceReport([denyRule()], hosts(3, 1, 2))), text);
    assert.doesNotMatch(text, /prod-web|10\.0\.0/);
    const ids = readBaseline(text).violations.map(({ violation }) => violation.id);
    assert.deepEqual(ids, ids.toSorted(), "a server with a new name must not move");
  });
});

describe("a bad baseline", () => {
  const good = baselineReport.render(complianceReport([denyRule()], hosts(1)));
  const json = jsonReport.render(complianceReport([denyRule()], hosts(1)));
  for (const [what, content, message] of [
    [
      "a file name",
      "compliance.json",
      /must be the content of a json or baseline report\.\n[^\n]*\n  problem: it is not JSON$/,
    ],
    ["half a report", json.slice(0, 300), /problem: it is not JSON$/],
    ["a list", "[]", /problem: it is no object$/],
    ["another document", '{"version":"2.1.0","runs":[]}', /problem: formatVersion: /],
    ["a changed ID", good.replace(/"ids":\["[^"]*"\]/, '"ids":[1]'), /problem: findings\.0\.ids\.0: /],
    [
      "a newer baseline report",
      good.replace('"formatVersion":1', '"formatVersion":2'),
      /has format version 2, but this version of the provider reads version 1\./,
    ],
    ["a newer JSON report", json.replace('"formatVersion": 1', '"formatVersion": 7'), /has format version 7, but/],
  ] as const) {
    it(`is an ArgumentError: ${what}`, () => {
      assert.throws(() => readBaseline(content), { name: "ArgumentError", property: "baseline", message });
    });
  }

  it("may begin with a byte order mark", () => {
    assert.equal(readBaseline(`\ufeff${good}`).violations.length, 1);
  });
});
