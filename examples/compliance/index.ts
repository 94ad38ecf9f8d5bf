import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as hss from "pulumi-huaweicloud-hss";

const ruleFile = readFileSync(join(__dirname, "rules.yaml"), "utf8");

/** Each preview and update warns of violations; enforce: "error" would stop it. */
const checked = hss.getLocalImageComplianceOutput({ ruleFile, reports: ["markdown"], enforce: "warn" });

export const passed = checked.passed;

/** Violations of each rule. */
export const violations = checked.summary.apply((summary) =>
  Object.fromEntries((summary?.byRule ?? []).map((each) => [each.rule, each.violations])),
);

/** The report, for a README or a wiki: `pulumi stack output report`. */
export const report = checked.reports.apply((reports) => reports?.[0]?.content);
