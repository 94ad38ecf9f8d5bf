import type { ComplianceReport } from "../../src/compliance/complianceReport.js";
import { evaluateRules } from "../../src/compliance/evaluateRules.js";
import { historyEntryOf } from "../../src/compliance/historyEntryOf.js";
import { AS_OF, checkedHost, complianceReport, denyRule, requireRule, SCOPE } from "./complianceData.js";

const LONG_IMAGE = {
  name: "swr.cn-north-4.myhuaweicloud.com/an-organisation/a-team-with-a-long-name/an-application-with-a-long-name/service",
  version: "2026.11.24-build.1234567890",
  digest: `sha256:${"0123456789abcdef".repeat(4)}`,
};

/** A report with all that a report can have: scopes, rules of all kinds, exemptions, a baseline and a history. */
export function changedReport(): ComplianceReport {
  const until = (host: string, expires: string) => ({ host, reason: `no spare part for ${host}`, expires });
  const rules = [
    denyRule({ name: "no-nginx", severity: "low", image: { name: "nginx" }, hosts: { namePattern: "*-0000[0-7]" } }),
    requireRule({ minimumHosts: 99 }),
    denyRule({
      description: "CVE-2021-44228",
      hosts: { namePattern: "*-0000[1-5]" },
      exceptions: [until("*-00004", "2027-12-31"), { ...until("*-00005", "2026-12-01"), owner: "Li", ticket: "OPS-7" }],
    }),
    denyRule({ name: "no-long-name", severity: "high", image: LONG_IMAGE, hosts: { namePattern: "*-0000[67]" } }),
    denyRule({ name: "no-miner", image: { name: "xmrig" }, hosts: { namePattern: "none" } }),
  ];
  const hosts = Array.from({ length: 8 }, (_, number) =>
    checkedHost(number, {
      agentStatus: number % 3 === 2 ? "offline" : "online",
      version: `hss.version.${number % 2 === 0 ? "premium" : "container.enterprise"}`,
      publicIp: number === 1 ? "203.0.113.1" : "",
    }),
  );
  const scopes = [SCOPE, { ...SCOPE, region: "ap-southeast-1", projectId: "f0e1d2c3b4a5968778695a4b3c2d1e0f" }];
  const found = evaluateRules(
    rules,
    scopes.map((scope, index) => {
      const all = index === 0 ? hosts : hosts.slice(0, 3);
      return { scope, all, exemptImages: () => new Set(), holdingsOf: () => [{ image: undefined, hosts: all }] };
    }),
    Date.parse(AS_OF),
  );
  const violations = found.violations.map((violation, index) => ({
    ...violation,
    state: index % 3 === 0 ? ("new" as const) : ("unchanged" as const),
  }));
  const newViolations = violations.filter(({ state }) => state === "new").length;
  const fixed = [
    { id: "1", rule: "no-nginx", severity: "low" as const, image: "nginx", ...SCOPE, hostId: "id-9", hostName: "gone" },
    { id: "2", rule: "no-log4j", severity: "critical" as const, image: "log4j-demo", ...SCOPE },
  ];
  const summary = {
    ...found.summary,
    newViolations,
    unchangedViolations: violations.length - newViolations,
    fixedViolations: fixed.length,
    uncheckedViolations: 0,
  };
  const report = complianceReport(rules, hosts);
  const metadata = { ...report.metadata, scopes };
  const run = historyEntryOf({ metadata, summary });
  const former = { ...run, asOf: "2026-11-23T12:00:00.000Z", critical: 2, low: 30, complete: false };
  return {
    ...report,
    ...found,
    violations,
    summary,
    metadata,
    baseline: { asOf: former.asOf, complete: true, fixed },
    history: [former, run],
  };
}
