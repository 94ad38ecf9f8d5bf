import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import type { ComplianceReport } from "../../src/compliance/complianceReport.js";
import { htmlReport } from "../../src/compliance/reports/htmlReport.js";
import { startChromium } from "./chromium.js";

/** HTML reports in a real browser. */
export class ReportPages {
  readonly #browser: Browser;
  readonly #folder: string;

  private constructor(browser: Browser, folder: string) {
    this.#browser = browser;
    this.#folder = folder;
  }

  static async start(): Promise<ReportPages> {
    return new ReportPages(await startChromium(), await mkdtemp(join(tmpdir(), "huaweicloud-hss-report-")));
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    await rm(this.#folder, { recursive: true });
  }

  /** Opens a report as a file, and checks that it asks for nothing else and complains of nothing. */
  async open(report: ComplianceReport, options: BrowserContextOptions & { link?: string } = {}): Promise<Page> {
    const { link = "", ...rest } = options;
    const file = join(this.#folder, "report.html");
    await writeFile(file, htmlReport.render(report));
    const address = pathToFileURL(file).href;
    const context = await this.#browser.newContext(rest);
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    const trouble: string[] = [];
    page.on("request", (request) => {
      if (request.url() !== address) trouble.push(request.url());
    });
    page.on("console", (message) => trouble.push(message.text()));
    page.on("pageerror", (error) => trouble.push(error.message));
    await page.goto(`${address}${link}`);
    assert.deepEqual(trouble, []);
    return page;
  }
}

/** The texts of a column of a table, without the label that a narrow screen shows. */
export function column(page: Page, title: string, table = "violations"): Promise<(string | null)[]> {
  return page.locator(`#${table} tbody td[data-label="${title}"]`).allTextContents();
}
