import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import axe from "axe-core";
import type { Page } from "playwright-core";
import { changedReport } from "../../support/changedReport.js";
import { hasChromium } from "../../support/chromium.js";
import { checkedHost, complianceReport, denyRule } from "../../support/complianceData.js";
import { PYTHON } from "../../support/available.js";
import { pythonWith } from "../../support/pythonWith.js";
import { ReportPages } from "../../support/reportPage.js";
import { run } from "../../support/run.js";

const WIDTHS = { phone: 390, tablet: 820, desktop: 1280 };
/** A4 without the margins, in CSS pixels. */
const PAPER = { landscape: 1032, portrait: 703 };

const PDF_TEXT = `
import json, sys
from pypdf import PdfReader
pages = PdfReader(sys.argv[1]).pages
print(json.dumps([[round(page.mediabox.width), round(page.mediabox.height), page.extract_text()] for page in pages]))
`;

/** What is wider than its box, or beyond the right edge of the page. */
const CUT_OFF = `[...document.querySelectorAll("main *")].filter((element) => {
  const { right, width } = element.getBoundingClientRect();
  return width > 0 && !element.closest("svg") &&
    (right > innerWidth + 1 || (element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1));
}).map(({ outerHTML }) => outerHTML.slice(0, 200))`;

const fleet = (size: number) => Array.from({ length: size }, (_, number) => checkedHost(number));
const printing = (page: Page) => page.evaluate("dispatchEvent(new Event('beforeprint'))");
const printed = (page: Page) => page.evaluate("dispatchEvent(new Event('afterprint'))");

(hasChromium ? describe : describe.skip)("the HTML report's style", function () {
  this.timeout(60_000);
  let pages: ReportPages;

  before(async () => {
    pages = await ReportPages.start();
  });
  after(() => pages.stop());

  for (const [device, width] of Object.entries(WIDTHS)) {
    for (const colorScheme of ["light", "dark"] as const) {
      it(`has no barriers that axe finds, on a ${device} in ${colorScheme} colours`, async () => {
        const page = await pages.open(changedReport(), { colorScheme, viewport: { width, height: 900 } });
        await page.locator("[name=group]").check();
        await page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))");
        await page.evaluate(axe.source);
        const { violations, passes } = await page.evaluate<axe.AxeResults>("axe.run()");
        assert.deepEqual(
          violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
          [],
        );
        assert.ok(passes.some(({ id }) => id === "color-contrast"));
        await page.context().close();
      });
    }

    it(`cuts nothing off on a ${device}, and shows counts and reasons`, async () => {
      const page = await pages.open(changedReport(), { viewport: { width, height: 900 } });
      assert.deepEqual(await page.evaluate(CUT_OFF), []);
      for (const title of ["Violations", "Exempt", "Reason", "Until"]) {
        assert.ok((await page.locator(`td[data-label="${title}"]:visible`).count()) > 0, title);
      }
      await page.context().close();
    });
  }

  for (const [paper, width] of Object.entries(PAPER)) {
    it(`prints all columns side by side on A4 in ${paper} format`, async () => {
      const page = await pages.open(changedReport(), { viewport: { width, height: 900 } });
      await page.emulateMedia({ media: "print" });
      await printing(page);
      assert.deepEqual(await page.evaluate(CUT_OFF), []);
      const tops = await page
        .locator("#violations th")
        .evaluateAll((heads) => (heads as unknown as { offsetTop: number }[]).map(({ offsetTop }) => offsetTop));
      assert.equal(tops.length, 9);
      assert.equal(new Set(tops).size, 1);
      await page.context().close();
    });
  }

  it("is light or dark, like the reader's system, and always light on paper", async () => {
    const background = async (colorScheme: "light" | "dark", media: "screen" | "print") => {
      const page = await pages.open(changedReport(), { colorScheme });
      await page.emulateMedia({ media });
      const colour = await page.evaluate<string>(
        "getComputedStyle(document.querySelector('.verdict')).backgroundColor",
      );
      await page.context().close();
      return colour;
    };
    assert.equal(await background("light", "screen"), "rgb(255, 255, 255)");
    assert.equal(await background("dark", "screen"), "rgb(24, 29, 36)");
    assert.equal(await background("dark", "print"), "rgb(255, 255, 255)");
  });

  it("keeps names and IDs apart without its style, and bars at their size", async () => {
    const page = await pages.open(changedReport());
    await page.evaluate("document.querySelector('style').remove()");
    const server = await page.locator('#violations td[data-label="Server"]').first().innerText();
    assert.match(server, /^prod-web-00001\n+00000000-0000-4000-a000-000000000001$/);
    const bar = await page.locator(".bar").first().boundingBox();
    assert.deepEqual([bar?.width, bar?.height], [140, 10]);
    await page.context().close();
  });

  it("prints at most 1,000 rows, with their number, and then shows what it showed before", async () => {
    const page = await pages.open(complianceReport([denyRule()], fleet(1200)));
    const rows = () => page.locator("#violations tbody tr").count();
    const count = () => page.locator(".count").first().innerText();
    await printing(page);
    assert.equal(await rows(), 1000);
    assert.equal(await count(), "1,000 of 1,200 violations shown");
    await printed(page);
    assert.equal(await rows(), 200);
    assert.equal(await count(), "200 of 1,200 violations shown");
    await page.context().close();
  });

  it("prints at most 1,000 rows without a script, too", async () => {
    const report = complianceReport([denyRule()], fleet(1200));
    const page = await pages.open(report, { javaScriptEnabled: false });
    const visible = () => page.locator("#violations tbody tr:visible").count();
    assert.equal(await visible(), 1200);
    await page.emulateMedia({ media: "print" });
    assert.equal(await visible(), 1000);
    assert.equal(await page.locator(".count").first().innerText(), "1,200 violations; a print has the first 1,000");
    await page.context().close();
  });

  (PYTHON ? it : it.skip)(
    "becomes a PDF that another program reads: filter, columns on each page, words for colours",
    async () => {
      const python = await pythonWith("pdf", ["pypdf==7.1.1"]);
      const rules = [
        denyRule({ name: "no-nginx", severity: "low", image: { name: "nginx" } }),
        denyRule({ name: "no-miner", severity: "high", image: { name: "xmrig" }, hosts: { namePattern: "none" } }),
      ];
      const page = await pages.open(complianceReport(rules, fleet(60)), { link: "#severity=low&words=prod" });
      const folder = await mkdtemp(join(tmpdir(), "huaweicloud-hss-print-"));
      try {
        const file = join(folder, "report.pdf");
        await page.pdf({ path: file, format: "A4", preferCSSPageSize: true });
        const sheets = JSON.parse(await run(python, ["-c", PDF_TEXT, file])) as [number, number, string][];
        const texts = sheets.map(([, , text]) => text.replace(/\s+/g, " "));
        assert.ok(sheets.every(([width, height]) => width === 842 && height === 595));
        const all = texts.join(" ");
        assert.ok(all.includes("Only Words: prod; Only Severity: low"), all);
        assert.ok(all.includes("60 of 60 violations shown; 60 in total"), all);
        assert.ok(all.includes("✗ failed") && all.includes("✓ passed"), all);
        // One for each row, one in the filter, and one each in the rules and in the chart.
        assert.equal(all.match(/\blow\b/g)?.length, 63);
        const tables = texts.filter((text) => text.includes("prod-web-"));
        assert.ok(tables.length > 1);
        for (const text of tables)
          assert.match(text, /Severity.* Rule.* Server.* Reason.* Agent.* Edition.* Addresses/);
        assert.match(texts[0] ?? "", new RegExp(`1 / ${sheets.length}`));
      } finally {
        await rm(folder, { recursive: true });
      }
      await page.context().close();
    },
  );
});
