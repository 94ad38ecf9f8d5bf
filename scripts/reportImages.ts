// Writes the images of the HTML report, light and dark, to docs/images. Needs Chromium.
import { mkdir } from "node:fs/promises";
import { htmlReport } from "../src/compliance/reports/htmlReport.js";
import { checkedHost, complianceReport, denyRule, requireRule } from "../test/support/complianceData.js";
import { startChromium } from "../test/support/chromium.js";

const spared = { host: "*-00002", reason: "replaced by December, OPS-118", expires: "2026-12-01" };
const report = complianceReport(
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

await mkdir("docs/images", { recursive: true });
const browser = await startChromium();
for (const colorScheme of ["light", "dark"] as const) {
  const page = await browser.newPage({ colorScheme, viewport: { width: 1180, height: 860 } });
  await page.setContent(htmlReport.render(report));
  await page.screenshot({ path: `docs/images/compliance-${colorScheme}.png` });
}
await browser.close();
