// Writes the images of the HTML report, light and dark, to docs/images. Needs Chromium.
import { mkdir } from "node:fs/promises";
import { historyEntryOf } from "../src/compliance/historyEntryOf.js";
import { checkedHost, complianceReport, denyRule, requireRule } from "../test/support/complianceData.js";
import { ReportPages } from "../test/support/reportPage.js";

const spared = { host: "*-00002", reason: "replaced by December, OPS-118", expires: "2026-12-01" };
const found = complianceReport(
  [
    denyRule({ description: "CVE-2021-44228.", hosts: { namePattern: "*-0000[12]" }, exceptions: [spared] }),
    denyRule({
      name: "no-old-nginx",
      severity: "medium",
      image: { name: "nginx", version: "1.25.3" },
      hosts: { namePattern: "*-0000[34]" },
    }),
    requireRule({ name: "orders-deployed", severity: "high", image: { name: "orders" }, minimumHosts: 3 }),
  ],
  Array.from({ length: 5 }, (_, number) => checkedHost(number, { agentStatus: number === 3 ? "offline" : "online" })),
);
const summary = { ...found.summary, newViolations: 1, unchangedViolations: 2, fixedViolations: 1 };
const run = historyEntryOf({ ...found, summary });
const formerRun = (day: number) => ({ ...run, asOf: `2026-11-${day}T12:00:00.000Z`, high: day % 4, medium: 27 - day });
const [gone] = found.exemptions;
const report = {
  ...found,
  summary,
  violations: found.violations.map((violation, index) => ({
    ...violation,
    state: index === 0 ? ("new" as const) : ("unchanged" as const),
  })),
  baseline: {
    asOf: "2026-11-23T12:00:00.000Z",
    complete: true,
    fixed: gone === undefined ? [] : [{ ...gone, id: "1", rule: "no-old-nginx", image: "nginx:1.25.3" }],
  },
  history: [...[16, 17, 18, 19, 20, 21, 22, 23].map(formerRun), run],
};

await mkdir("docs/images", { recursive: true });
const pages = await ReportPages.start();
for (const colorScheme of ["light", "dark"] as const) {
  const page = await pages.open(report, { colorScheme, viewport: { width: 1280, height: 1480 } });
  await page.screenshot({ path: `docs/images/compliance-${colorScheme}.png` });
}
await pages.stop();
