import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import type { Page } from "playwright-core";
import { scopeText } from "../../../src/compliance/complianceScope.js";
import type { ComplianceViolation } from "../../../src/compliance/judgement.js";
import { csvField } from "../../../src/compliance/reports/csvField.js";
import { worstFirst } from "../../../src/compliance/worstFirst.js";
import { changedReport } from "../../support/changedReport.js";
import { hasChromium } from "../../support/chromium.js";
import {
  checkedHost,
  complianceReport,
  denyRule,
  HOSTILE,
  hostileReport,
  SCOPE,
} from "../../support/complianceData.js";
import { column, ReportPages } from "../../support/reportPage.js";

const REPORT = changedReport();
const VIOLATIONS = worstFirst(REPORT.violations);
const [, SECOND = SCOPE] = REPORT.metadata.scopes;
const fleet = (size: number) => Array.from({ length: size }, (_, number) => checkedHost(number));

const onlyField = (csv: string) => parse(csv)[0]?.[0];

/** What a row of the table of violations says about a violation. */
function rowOf(violation: ComplianceViolation): (string | null)[] {
  const { rule, hostName, hostId, state = "" } = violation;
  return [rule, hostName === "" ? "no single server" : `${hostName}${hostId}`, scopeText(violation), state];
}

async function rows(page: Page): Promise<(string | null)[][]> {
  const [rules, ...others] = await Promise.all(
    ["Rule", "Server", "Scope", "State"].map((title) => column(page, title)),
  );
  return (rules ?? []).map((rule, index) => [rule, ...others.map((texts) => texts[index] ?? null)]);
}

const count = (page: Page) => page.locator("section:has(#violations) .count").innerText();
const field = (page: Page, name: string) => page.locator(`[name="${name}"]`);
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

(hasChromium ? describe : describe.skip)("the HTML report's script", function () {
  this.timeout(60_000);
  let pages: ReportPages;

  before(async () => {
    pages = await ReportPages.start();
  });
  after(() => pages.stop());

  const FILTERS: Record<string, [name: string, option: string, fits: (violation: ComplianceViolation) => boolean]> = {
    "a severity": ["severity", "low", ({ severity }) => severity === "low"],
    "a rule": ["rule", "no-log4j", ({ rule }) => rule === "no-log4j"],
    "a scope": ["scope", scopeText(SECOND), ({ region }) => region === "ap-southeast-1"],
    "what is new": ["state", "new", ({ state }) => state === "new"],
    "what is unchanged": ["state", "unchanged", ({ state }) => state === "unchanged"],
    "the status of the agent": ["agent", "offline", ({ agentStatus }) => agentStatus === "offline"],
    "an edition": ["edition", "premium", ({ edition }) => edition === "hss.version.premium"],
    "stale servers": ["stale", "only stale", ({ stale }) => stale],
    "servers that are not stale": ["stale", "not stale", ({ stale }) => !stale],
  };

  it("filters by each property", async () => {
    const page = await pages.open(REPORT);
    assert.deepEqual(await rows(page), VIOLATIONS.map(rowOf));
    for (const [what, [name, option, fits]] of Object.entries(FILTERS)) {
      await field(page, name).selectOption(option);
      const fitting = VIOLATIONS.filter(fits);
      assert.ok(fitting.length > 0 && fitting.length < VIOLATIONS.length, what);
      assert.deepEqual(await rows(page), fitting.map(rowOf), what);
      const total = `${VIOLATIONS.length} in total`;
      assert.equal(await count(page), `${fitting.length} of ${fitting.length} violations shown; ${total}`);
      await button(page, "Clear").click();
      assert.equal((await rows(page)).length, VIOLATIONS.length);
    }
    await page.context().close();
  });

  it("filters by several properties at once", async () => {
    const page = await pages.open(REPORT);
    await field(page, "state").selectOption("new");
    await field(page, "severity").selectOption("low");
    await field(page, "words").fill("SOUTHEAST 10.0.0.");
    assert.deepEqual(
      await rows(page),
      VIOLATIONS.filter(
        ({ state, severity, region }) => state === "new" && severity === "low" && region === "ap-southeast-1",
      ).map(rowOf),
    );
    await page.context().close();
  });

  it("offers filters only for what the report has", async () => {
    const page = await pages.open(complianceReport([denyRule()], fleet(2)));
    assert.deepEqual(await page.evaluate("[...document.querySelectorAll('select')].map(({ name }) => name)"), [
      "severity",
      "rule",
      "agent",
      "edition",
      "stale",
    ]);
    assert.deepEqual(await field(page, "rule").locator("option").allInnerTexts(), ["all", "no-log4j"]);
    await page.context().close();
  });

  it("finds words anywhere, and with an exact match only a whole name, ID or address", async () => {
    const report = complianceReport(
      [denyRule()],
      [1, 10, 100].map((number) =>
        checkedHost(number, { hostName: `web-${number}`, hostId: `id-${number}`, privateIp: `10.0.0.${number}` }),
      ),
    );
    const page = await pages.open(report);
    for (const words of ["web-1", "id-1", "10.0.0.1"]) {
      await field(page, "words").fill(words);
      assert.equal((await column(page, "Server")).length, 3);
      await field(page, "exact").check();
      assert.deepEqual(await column(page, "Server"), ["web-1id-1"], words);
      await field(page, "exact").uncheck();
    }
    await page.context().close();
  });

  it("sorts by keyboard in both directions, and severity by rank", async () => {
    const page = await pages.open(REPORT);
    const order = () => page.locator("#violations th.severity").getAttribute("aria-sort");
    assert.equal(await order(), "descending");
    await button(page, "Severity").first().focus();
    await page.keyboard.press("Enter");
    assert.equal(await order(), "ascending");
    assert.deepEqual(
      await column(page, "Severity"),
      VIOLATIONS.map(({ severity }) => severity).toSorted(
        (a, b) => ["low", "medium", "high", "critical"].indexOf(a) - ["low", "medium", "high", "critical"].indexOf(b),
      ),
    );
    await page.keyboard.press("Space");
    assert.deepEqual(
      await column(page, "Severity"),
      VIOLATIONS.map(({ severity }) => severity),
    );
    await button(page, "Addresses").press("Enter");
    assert.equal(await order(), "none");
    const addresses = await column(page, "Addresses");
    assert.deepEqual(addresses, VIOLATIONS.map(({ privateIp, publicIp }) => privateIp + publicIp).toSorted());
    await page.context().close();
  });

  it("reaches all controls by keyboard", async () => {
    const page = await pages.open(REPORT);
    const reached = new Set<string>();
    for (let step = 0; step < 60; step++) {
      await page.keyboard.press("Tab");
      reached.add(await page.evaluate("document.activeElement.name || document.activeElement.textContent.trim()"));
    }
    const controls = ["words", "exact", "severity", "rule", "scope", "state", "agent", "edition", "stale", "group"];
    const buttons = ["Clear", "Copy", "Download CSV", "Copy link", "Severity", "Reason", "Until"];
    for (const control of [...controls, ...buttons]) assert.ok(reached.has(control), control);
    await page.context().close();
  });

  it("sorts the exemptions", async () => {
    const page = await pages.open(REPORT);
    await page.locator("#exemptions").getByRole("button", { name: "Until" }).click();
    assert.deepEqual(await column(page, "Until", "exemptions"), ["2026-12-01", "2027-12-31"]);
    await page.locator("#exemptions").getByRole("button", { name: "Until" }).click();
    assert.deepEqual(await column(page, "Until", "exemptions"), ["2027-12-31", "2026-12-01"]);
    assert.equal(new URL(page.url()).hash, "");
    await page.context().close();
  });

  it("groups by server, in the order of the worst violation, and a server without an ID by its scope", async () => {
    const page = await pages.open(REPORT);
    await field(page, "group").check();
    const groups = new Map<string, ComplianceViolation[]>();
    for (const violation of VIOLATIONS) {
      const { hostName, hostId } = violation;
      const server = hostId === "" ? `no single server in ${scopeText(violation)}` : `${hostName} (${hostId})`;
      groups.set(server, [...(groups.get(server) ?? []), violation]);
    }
    assert.deepEqual(
      await page.locator("#violations th[scope=rowgroup]").allTextContents(),
      [...groups].map(([server, { length }]) => `${server}: ${length} violation${length === 1 ? "" : "s"}`),
    );
    assert.deepEqual(await rows(page), [...groups.values()].flat().map(rowOf));
    await page.context().close();
  });

  it("puts filter, grouping and order into the link", async () => {
    const page = await pages.open(REPORT);
    await field(page, "words").fill("prod-web-00001");
    await field(page, "exact").check();
    await field(page, "severity").selectOption("low");
    await field(page, "group").check();
    await button(page, "Rule").first().click();
    await button(page, "Rule").first().click();
    const link = new URL(page.url()).hash;
    assert.equal(link, "#words=prod-web-00001&exact=yes&severity=low&group=yes&sort=-rule");
    const shown = await rows(page);
    const again = await pages.open(REPORT, { link });
    assert.equal(shown.length, 2);
    assert.deepEqual(await rows(again), shown);
    assert.equal(await again.locator("#violations th.rule").getAttribute("aria-sort"), "descending");
    await again.evaluate("location.hash = '#state=new'");
    await again.locator("#violations tbody tr").nth(2).waitFor();
    assert.deepEqual(await rows(again), VIOLATIONS.filter(({ state }) => state === "new").map(rowOf));
    await page.context().close();
    await again.context().close();
  });

  it("shows nothing, instead of everything, if a link names what the report does not have", async () => {
    const page = await pages.open(REPORT, { link: "#rule=a-former-rule" });
    assert.deepEqual(await rows(page), []);
    assert.equal(await field(page, "rule").inputValue(), "a-former-rule");
    await page.context().close();
  });

  it("copies the rows that are found, and the link", async () => {
    const page = await pages.open(REPORT);
    await page.context().grantPermissions(["clipboard-read"]);
    await field(page, "words").fill("203.0.113.1");
    await field(page, "rule").selectOption("no-log4j");
    await field(page, "scope").selectOption({ index: 1 });
    await button(page, "Copy").click();
    assert.equal(await page.locator(".done").innerText(), "Copied 1 violation.");
    const clipboard = () => page.evaluate<string>("navigator.clipboard.readText()");
    assert.deepEqual(
      (await clipboard())
        .split(/\r?\n/)
        .slice(0, 2)
        .map((line) => line.split("\t")),
      [
        ["Severity", "State", "Rule", "Server", "Server ID", "Scope", "Reason", "Images", "Agent", "Stale"].concat([
          "Edition",
          "Addresses",
          "Public address",
        ]),
        ["critical", "unchanged", "no-log4j", "prod-web-00001", "00000000-0000-4000-a000-000000000001"].concat([
          scopeText(SCOPE),
          "holds log4j-demo",
          "",
          "online",
          "",
          "container.enterprise",
          "10.0.0.1",
          "203.0.113.1",
        ]),
      ],
    );
    await button(page, "Copy link").click();
    assert.equal(await clipboard(), page.url());
    await page.context().close();
  });

  it("exports what is found as CSV, with the guard of the CSV report against formulas", async () => {
    const report = hostileReport();
    const page = await pages.open(report);
    await field(page, "rule").selectOption({ index: 3 });
    const [download] = await Promise.all([page.waitForEvent("download"), button(page, "Download CSV").click()]);
    assert.equal(download.suggestedFilename(), "compliance-violations.csv");
    const content = await readFile(await download.path(), "utf8");
    const records = parse(content, { bom: true, columns: true }) as unknown as Record<string, string>[];
    assert.equal(records.length, HOSTILE.length + 1);
    const shown = await page.locator('#violations tbody td[data-label="Server"] small').allTextContents();
    assert.deepEqual(
      records.map((record) => record["Server ID"]),
      shown.map((text) => onlyField(csvField(text.trim()))),
    );
    assert.ok(records.some((record) => record.Server === "'=cmd|' /C calc'!A0"));
    await page.context().close();
  });

  it("shows 50,000 violations in steps", async () => {
    const page = await pages.open(complianceReport([denyRule()], fleet(50_000)));
    const shown = () => page.locator("#violations tbody tr").count();
    assert.equal(await shown(), 200);
    assert.equal(await count(page), "200 of 50,000 violations shown");
    await button(page, "Show 200 more").first().click();
    assert.equal(await shown(), 400);
    await button(page, "Show 2,000 more").first().click();
    assert.equal(await shown(), 2400);
    await button(page, "Server").first().click();
    await button(page, "Server").first().click();
    assert.match((await column(page, "Server"))[0] ?? "", /^prod-web-49999/);
    await field(page, "words").fill("prod-web-04321");
    assert.equal(await shown(), 1);
    assert.equal(await button(page, "Show 200 more").first().isVisible(), false);
    await page.context().close();
  });

  it("shows every row without a script, and no controls", async () => {
    const page = await pages.open(complianceReport([denyRule()], fleet(300)), { javaScriptEnabled: false });
    assert.equal(await page.locator("#violations tbody tr:visible").count(), 300);
    assert.equal(await page.locator("input:visible, select:visible, .steps:visible, .controls:visible").count(), 0);
    assert.equal(await count(page), "300 violations");
    await page.context().close();
  });

  for (const bypassCSP of [false, true]) {
    it(`shows hostile text without running it, ${bypassCSP ? "even without" : "with"} its security policy`, async () => {
      const page = await pages.open(hostileReport(), { bypassCSP });
      await button(page, "Show 2,000 more").first().click();
      await field(page, "group").check();
      await button(page, "Show 2,000 more").first().click();
      assert.equal(await page.evaluate("globalThis.hacked"), undefined);
      assert.equal(await page.locator("main img, main script, main [onerror], main [onmouseover]").count(), 0);
      const shown = await column(page, "Server");
      const squeezed = (text: string | null) => (text ?? "").replace(/\s+/g, " ").trim();
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
});
