import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { HtmlValidate } from "html-validate";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import type { ComplianceReport } from "../../../src/compliance/complianceReport.js";
import { htmlReport } from "../../../src/compliance/reports/htmlReport.js";
import { hasChromium, startChromium } from "../../support/chromium.js";
import {
  checkedHost,
  complianceReport,
  denyRule,
  HOSTILE,
  hostileReport,
  requireRule,
} from "../../support/complianceData.js";

const fleet = (size: number) =>
  Array.from({ length: size }, (_, number) =>
    checkedHost(number, { agentStatus: number % 4 === 3 ? "offline" : "online" }),
  );
const none = () => complianceReport([denyRule({ hosts: { namePattern: "none" } })], fleet(3));
const three = () =>
  complianceReport(
    [
      denyRule({ hosts: { namePattern: "*-00001" }, severity: "low", name: "first" }),
      denyRule({ hosts: { namePattern: "*-0000[23]" }, severity: "critical", name: "second", description: "Why." }),
      requireRule({ exceptions: [{ host: "*", reason: "spared", expires: "2027-01-01" }] }),
    ],
    fleet(4),
  );

describe("the HTML report", () => {
  for (const [what, report] of [
    ["no violations", none()],
    ["three", three()],
    ["hostile text in every field", hostileReport()],
  ] as const) {
    it(`is valid HTML with ${what}`, async () => {
      const validator = new HtmlValidate({
        extends: ["html-validate:recommended", "html-validate:a11y"],
        // How the page is written; what it means is what counts here.
        rules: {
          "no-trailing-whitespace": "off",
          "doctype-style": "off",
          "no-inline-style": "error",
          "void-style": "off",
          "long-title": "off",
        },
      });
      const { results } = await validator.validateString(htmlReport.render(report));
      assert.deepEqual(
        results.flatMap(({ messages }) =>
          messages.map(({ line, ruleId, message }) => `${line}: ${ruleId}: ${message}`),
        ),
        [],
      );
    });
  }

  (hasChromium ? describe : describe.skip)("in a browser", function () {
    this.timeout(60_000);
    let browser: Browser;
    let folder: string;

    before(async () => {
      browser = await startChromium();
      folder = await mkdtemp(join(tmpdir(), "huaweicloud-hss-report-"));
    });
    after(async () => {
      await browser.close();
      await rm(folder, { recursive: true });
    });

    /** Opens a report as a file, and checks that it asks for nothing else and complains of nothing. */
    async function open(report: ComplianceReport, options: BrowserContextOptions = {}): Promise<Page> {
      const file = join(folder, "report.html");
      await writeFile(file, htmlReport.render(report));
      const context = await browser.newContext(options);
      const page = await context.newPage();
      const trouble: string[] = [];
      page.on("request", (request) => {
        if (request.url() !== pathToFileURL(file).href) trouble.push(request.url());
      });
      page.on("console", (message) => trouble.push(message.text()));
      page.on("pageerror", (error) => trouble.push(error.message));
      await page.goto(pathToFileURL(file).href);
      assert.deepEqual(trouble, []);
      return page;
    }
    const column = (page: Page, number: number) =>
      page.locator(`#violations tbody td:nth-child(${number})`).allInnerTexts();
    const focused = (page: Page) => page.evaluate("document.activeElement.id || document.activeElement.textContent");
    async function tabTo(page: Page, name: string): Promise<void> {
      for (let step = 0; step < 30; step++) {
        if ((await focused(page)) === name) return;
        await page.keyboard.press("Tab");
      }
      assert.fail(`the keyboard does not reach ${name}`);
    }

    it("shows the verdict, and no table, without violations", async () => {
      const page = await open(none());
      assert.equal(await page.locator("h1").innerText(), "✓ Image compliance passed");
      assert.equal(await page.locator("#violations").count(), 0);
      await page.context().close();
    });

    it("sorts by keyboard in both directions, and severity by rank", async () => {
      const page = await open(three());
      assert.deepEqual(await column(page, 2), ["first", "second", "second"]);
      await tabTo(page, "Severity");
      await page.keyboard.press("Enter");
      assert.deepEqual(await column(page, 1), ["critical", "critical", "low"]);
      assert.equal(await page.locator("#violations th").first().getAttribute("aria-sort"), "ascending");
      await page.keyboard.press("Enter");
      assert.deepEqual(await column(page, 1), ["low", "critical", "critical"]);
      await tabTo(page, "Agent");
      await page.keyboard.press("Space");
      assert.deepEqual(await column(page, 4), ["offline stale", "online", "online"]);
      assert.equal(await page.locator("#violations th").first().getAttribute("aria-sort"), "none");
      await page.context().close();
    });

    it("filters by keyboard, by words and by severity", async () => {
      const page = await open(three());
      await tabTo(page, "filter");
      await page.keyboard.type("00003 OFFLINE");
      assert.deepEqual(await column(page, 2), ["second"]);
      assert.equal(await page.locator("#shown").innerText(), "1 of 1 matching (3 in total)");
      await page.keyboard.press("Control+A");
      await page.keyboard.press("Delete");
      assert.equal((await column(page, 2)).length, 3);
      await tabTo(page, "severity");
      await page.keyboard.press("l");
      assert.deepEqual(await column(page, 2), ["first"]);
      await page.context().close();
    });

    it("stays usable with 10,000 violations", async () => {
      const page = await open(complianceReport([denyRule()], fleet(10_000)));
      assert.equal(await page.locator("#violations tbody tr").count(), 200);
      assert.equal(await page.locator("#shown").innerText(), "200 of 10,000");
      await page.locator("#more").click();
      assert.equal(await page.locator("#violations tbody tr").count(), 400);
      await page.getByRole("button", { name: "Server" }).click();
      await page.getByRole("button", { name: "Server" }).click();
      assert.equal((await column(page, 3))[0]?.split("\n")[0], "prod-web-09999");
      await page.locator("#filter").fill("prod-web-04321");
      assert.equal(await page.locator("#violations tbody tr").count(), 1);
      await page.locator("#filter").fill("");
      await page.locator("#all").click();
      assert.equal(await page.locator("#violations tbody tr").count(), 10_000);
      await page.context().close();
    });

    for (const bypassCSP of [false, true]) {
      it(`shows hostile text without running it, ${bypassCSP ? "even without" : "with"} its security policy`, async () => {
        const page = await open(hostileReport(), { bypassCSP });
        await page.locator("#all").click();
        assert.equal(await page.evaluate("globalThis.hacked"), undefined);
        assert.equal(await page.locator("main img, main script, main [onerror], main [onmouseover]").count(), 0);
        const shown = await page.locator("#violations tbody td:nth-child(3)").allTextContents();
        const squeezed = (text: string) => text.replace(/\s+/g, " ").trim();
        for (const text of HOSTILE) {
          const visible = text
            .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, "\ufffd")
            .toWellFormed()
            .replace("\uffff", "\ufffd");
          assert.ok(shown.map(squeezed).includes(squeezed(visible + visible)), visible);
        }
        await page.context().close();
      });
    }

    it("is light or dark, like the reader's system", async () => {
      const background = async (colorScheme: "light" | "dark") => {
        const page = await open(three(), { colorScheme });
        const colour = await page.evaluate("getComputedStyle(document.body).backgroundColor");
        await page.context().close();
        return colour;
      };
      assert.deepEqual(
        [await background("light"), await background("dark")],
        ["rgb(245, 246, 248)", "rgb(15, 19, 24)"],
      );
    });

    it("shows every row without a script", async () => {
      const page = await open(complianceReport([denyRule()], fleet(300)), { javaScriptEnabled: false });
      assert.equal(await page.locator("#violations tbody tr:visible").count(), 300);
      assert.equal(await page.locator("#controls").isVisible(), false);
      await page.context().close();
    });
  });
});
