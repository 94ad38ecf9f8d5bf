import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import ts from "typescript";
import { parse } from "yaml";
import { glob } from "../../src/compliance/glob.js";
import type { ComplianceRule } from "../../src/compliance/complianceRule.js";
import { versionRange } from "../../src/compliance/versionRange.js";
import { EMULATED_PROJECT_ID, EMULATED_REGION, startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { containersOf } from "../../src/emulator/hss/containersOf.js";
import { createFleet } from "../../src/emulator/hss/createFleet.js";
import type { Host, Image } from "../../src/emulator/hss/host.js";
import { imageScan, severityOf, type ImageScan } from "../../src/emulator/hss/imageScan.js";
import { ComplianceError } from "../../src/errors/complianceError.js";
import { checkCompliance, type Checked } from "../support/checkCompliance.js";
import { AS_OF } from "../support/complianceData.js";
import { emulatedContext, type EmulatedContext } from "../support/emulatedContext.js";
import { codeBlocks, title } from "./codeBlocks.js";

const PAGE = "docs/rules.md";
const FIRST_RULE = "no-vulnerable-log4j";
const REGISTRY = "swr.cn-north-4.myhuaweicloud.com";

/** Servers for the rules of one block, and who of them violates which rule. */
interface Case {
  /** The images of each server. */
  servers: Readonly<Record<string, readonly Image[]>>;
  /** All servers at fault, by rule; for `allow`, each with the image. */
  violations: Readonly<Record<string, readonly string[]>>;
  exemptions?: readonly string[];
  unresolved?: readonly string[];
  /** Servers whose agent is not online. */
  offline?: readonly string[];
  /** The servers with containers, if it matters: the others have none. */
  inUse?: readonly string[];
}

function digestOf(text: string): string {
  return `sha256:${createHash("sha256").update(text).digest("hex")}`;
}

function image(name: string, version = "1.0.0", more: Partial<Image> = {}): Image {
  return { name, version, digest: digestOf(`${name}:${version}`), ...more };
}

/** An image whose scan in the emulator, which is made from the digest, is the wanted one. */
function imageWith(name: string, wanted: (scan: ImageScan) => boolean): Image {
  for (let attempt = 0; attempt < 10_000; attempt++) {
    const made = image(name, "1.0.0", { digest: digestOf(`${name} ${attempt}`) });
    if (wanted(imageScan(made))) return made;
  }
  throw new Error(`The emulator has no such scan for ${name}.`);
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** Whether a time is more than `least` and less than `most` days before the check. */
function isBetween(least: number, time: number | undefined, most: number): boolean {
  const days = (Date.parse(AS_OF) - (time ?? 0)) / DAY_MS;
  return days > least && days < most;
}
const log4shell = { vulnerabilityIds: ["HCVD-APP-CVE-2021-44228"] };
const other = image("redis", "7.2.4");

/** By the name of the first rule of the block. */
const CASES: Readonly<Record<string, Case>> = {
  [FIRST_RULE]: {
    servers: {
      "prod-1": [other, image("log4j-demo", "2.14.1")],
      "prod-patched": [image("log4j-demo", "2.17.1")],
      "prod-look-alike": [image("team/log4j-demo", "2.14.1"), image("log4j-demo2", "2.14.1")],
      "test-1": [image("log4j-demo", "2.14.1")],
    },
    violations: { [FIRST_RULE]: ["prod-1"] },
  },
  monitored: {
    servers: {
      "prod-1": [image("quay.io/prometheus/node-exporter"), image("orders", "2026.11.0")],
      "prod-2": [image("my-node-exporter")],
      "prod-3": [image("orders", "2026.10.1")],
      "prod-offline": [other],
      "test-1": [other],
    },
    offline: ["prod-offline"],
    violations: { monitored: ["prod-2", "prod-3"], "orders-is-deployed": [""] },
  },
  "no-nginx-1-24": {
    servers: {
      "prod-1": [image("nginx", "1.24.0")],
      "prod-lab-1": [image("nginx", "1.24.0")],
      "prod-hardened": [image("team/nginx", "1.24.0-hardened")],
      "prod-both": [image("team/nginx", "1.24.0-hardened"), image("nginx", "1.24-alpine")],
      "prod-old": [image("nginx", "1.24.0")],
      "prod-new": [image("nginx", "1.25.0")],
    },
    violations: { "no-nginx-1-24": ["prod-1", "prod-both", "prod-old"] },
    exemptions: ["prod-hardened", "prod-lab-1"],
  },
  "allowed-registries": {
    servers: {
      "own-registry": [image(`${REGISTRY}/shop/web`), image("pause", "3.9"), image("coredns/coredns")],
      "other-team": [image(`${REGISTRY}/shop/web`), image(`${REGISTRY}/toys/web`)],
      "look-alike": [image(`${REGISTRY}.evil.example/shop/web`), image("nginx"), image("my-pause")],
      nameless: [image("--", "--", { digest: "sha256:ab" })],
    },
    violations: {
      "allowed-registries": [
        "look-alike my-pause:1.0.0",
        "look-alike nginx:1.0.0",
        `look-alike ${REGISTRY}.evil.example/shop/web:1.0.0`,
        "nameless <none>@sha256:ab",
        `other-team ${REGISTRY}/toys/web:1.0.0`,
      ],
    },
  },
  "no-latest": {
    servers: {
      latest: [image("nginx", "latest")],
      numbered: [image("nginx", "1.25.3"), image("nginx", "latest-1")],
      miner: [image("team/xmrig-cuda", "6"), image("redis", "latest")],
      "other-miner": [image("monero-miner", "1")],
      "look-alike": [image("xmr", "1"), image("team/monero-miner-alert", "1")],
    },
    violations: { "no-latest": ["latest", "miner"], "no-miners": ["miner", "other-miner"] },
  },
  "no-old-nginx": {
    servers: {
      "web-old": [image("nginx", "1.25.3-alpine")],
      "web-older": [image(`${REGISTRY}/shop/nginx`, "v1.9")],
      "web-new": [image("nginx", "1.25.4"), image("nginx", "1.100")],
      "web-latest": [image("nginx", "latest")],
      "web-exporter": [image("nginx-exporter", "1.1.0")],
      "db-1": [image("postgres", "16.2")],
      "db-old": [image("library/postgres", "14.10-bookworm")],
      "db-next": [image("postgres", "18.0")],
    },
    violations: { "no-old-nginx": ["web-old", "web-older"], "supported-postgres": ["db-next", "db-old"] },
    unresolved: ["nginx:latest (no-old-nginx: its version has no number)"],
  },
  "approved-on-payment": {
    servers: {
      "pay-approved": [
        image("payment", "5", { digest: `sha256:1b2c${"0123456789abcdef".repeat(3)}0123456789ab` }),
        image("pause", "3.9", { digest: `sha256:e6f1${"0123456789abcdef".repeat(3)}0123456789ab` }),
      ],
      "pay-rebuilt": [image("payment", "5")],
      "web-rebuilt": [image("payment", "5")],
    },
    violations: { "approved-on-payment": ["pay-rebuilt payment:5"] },
  },
  "no-old-images": {
    servers: {
      "updated-181-days-ago": [imageWith(`${REGISTRY}/shop/old`, ({ updated }) => isBetween(180, updated, 182))],
      "updated-179-days-ago": [imageWith(`${REGISTRY}/shop/newer`, ({ updated }) => isBetween(178, updated, 180))],
      "others-old": [imageWith("old", ({ updated }) => isBetween(180, updated, 182))],
      "scanned-31-days-ago": [imageWith("redis", ({ found }) => isBetween(30, found?.scanned, 32))],
      "scanned-29-days-ago": [imageWith("nginx", ({ found }) => isBetween(28, found?.scanned, 30))],
      unscanned: [imageWith("unscanned", ({ status }) => status === "unscan")],
      "scan-failed": [imageWith("broken", ({ status }) => status === "failed")],
    },
    violations: {
      "no-old-images": ["updated-181-days-ago"],
      "scanned-in-30-days": [
        "others-old",
        "scan-failed",
        "scanned-31-days-ago",
        "unscanned",
        "updated-179-days-ago",
        "updated-181-days-ago",
      ],
    },
  },
  "no-high-risks": {
    servers: {
      high: [imageWith("high", (scan) => severityOf(scan) === "High")],
      medium: [imageWith("medium", (scan) => severityOf(scan) === "Medium")],
      unscanned: [imageWith("unscanned", ({ status }) => status === "unscan")],
      "scan-failed": [imageWith("broken", ({ status }) => status === "failed")],
    },
    violations: { "no-high-risks": ["high"], "every-image-is-scanned": ["scan-failed", "unscanned"] },
    unresolved: [
      "unscanned:1.0.0 (no-high-risks: it was not scanned)",
      "broken:1.0.0 (no-high-risks: it was not scanned)",
    ],
  },
  "no-log4shell": {
    servers: {
      vulnerable: [image("search", "8", log4shell)],
      ignored: [image("billing", "2", { ...log4shell, ignoredIds: log4shell.vulnerabilityIds })],
      accepted: [image("team/log-archive", "3", log4shell)],
      "accepted-and-not": [image("team/log-archive", "3", log4shell), image("search", "8", log4shell)],
      patched: [image("search", "9", { vulnerabilityIds: [] })],
    },
    violations: { "no-log4shell": ["accepted-and-not", "ignored", "vulnerable"] },
    exemptions: ["accepted"],
  },
  "no-log4j-containers": {
    servers: {
      "in-use": [image("log4j-demo", "2.14.1")],
      "not-in-use": [image("log4j-demo", "2.14.1")],
      "other-in-use": [image("log4j-demo2", "2.14.1")],
    },
    inUse: ["in-use", "other-in-use"],
    violations: { "no-log4j-containers": ["in-use"] },
  },
  "no-untagged-builds": {
    servers: {
      developer: [image("orders", "dev-4711")],
      telnet: [image("tools/telnetd")],
      clean: [image("orders", "1-dev"), image("telnetd-exporter")],
    },
    violations: { "no-untagged-builds": ["developer"], "no-telnet": ["telnet"] },
  },
};

/** One in each region of the program with scopes. */
const PROJECTS = [
  { id: EMULATED_PROJECT_ID, name: EMULATED_REGION },
  { id: "0123456789abcdef0123456789abcdef", name: "ap-southeast-3" },
];
const HOSTS = createFleet(200, 1);

function fleetOf({ servers, offline = [], inUse }: Case): Host[] {
  const free = [...HOSTS];
  return Object.entries(servers).map(([name, images]) => {
    const fits = (host: Host) =>
      inUse === undefined || containersOf({ ...host, images }).length > 0 === inUse.includes(name);
    const [host] = free.splice(free.findIndex(fits), 1);
    assert.ok(host);
    const row = { ...host.row, host_name: name, agent_status: offline.includes(name) ? "offline" : "online" };
    return { ...host, row, images };
  });
}

function rulesOf(text: string): ComplianceRule[] {
  return (parse(text) as { rules: ComplianceRule[] }).rules;
}

function caseOf(text: string): Case {
  const [first] = rulesOf(text);
  return CASES[first?.name ?? ""] ?? assert.fail(`no servers for the block with ${first?.name ?? "no rule"}`);
}

/** The server of each violation; for `allow`, with the image. */
function found({ violations }: Checked, rule: string): string[] {
  const own = violations.filter((violation) => violation.rule === rule);
  return own.map(({ effect, hostName, image }) => (effect === "allow" ? `${hostName} ${image}` : hostName)).sort();
}

const blocks = (language: string) => codeBlocks(language).filter(({ path }) => path === PAGE);

describe("the rules of docs/rules.md", () => {
  let emulator: Emulator;
  let context: EmulatedContext;

  before(async () => {
    emulator = await startEmulator({ hosts: 0, hostMatch: "part", projects: PROJECTS });
    // An endpoint is of one region.
    const endpoints = {
      HUAWEICLOUD_SDK_REGION_HSS_CN_NORTH_4: emulator.url,
      HUAWEICLOUD_SDK_REGION_HSS_AP_SOUTHEAST_3: emulator.url,
    };
    context = emulatedContext(emulator, { endpoint: undefined }, endpoints);
  });
  after(async () => {
    await context.close();
    await emulator.close();
  });

  it("all have servers to be checked with", () => {
    const first = blocks("yaml").map(({ text }) => rulesOf(text)[0]?.name);
    assert.deepEqual(first, [...new Set(first)]);
    assert.deepEqual([...first].sort(), Object.keys(CASES).sort());
  });

  for (const block of blocks("yaml")) {
    it(`${title(block)} find exactly the servers at fault`, async () => {
      const expected = caseOf(block.text);
      const rules = rulesOf(block.text);
      emulator.fleet = fleetOf(expected);
      const result = await checkCompliance(context, {
        ruleFile: block.text.replaceAll("enforce: error", "enforce: none"),
        asOf: AS_OF,
      });
      const names = rules.map(({ name }) => name);
      assert.deepEqual(Object.fromEntries(names.map((name) => [name, found(result, name)])), expected.violations);
      for (const name of names) {
        const atFault = new Set(found(result, name).map((each) => each.split(" ")[0]));
        assert.ok(atFault.size > 0 && atFault.size < emulator.fleet.length, `${name} needs servers of both kinds`);
      }
      assert.deepEqual(
        result.exemptions.map(({ hostName }) => hostName),
        expected.exemptions ?? [],
      );
      assert.deepEqual(result.metadata.unresolved, expected.unresolved ?? []);
    });
  }

  it("warn, and fail the call, as they say", async () => {
    const enforced = blocks("yaml").filter(({ text }) => text.includes("enforce:"));
    assert.equal(enforced.length, 1);
    for (const { text } of enforced) {
      emulator.fleet = fleetOf(caseOf(text));
      const warnings: string[] = [];
      const failing = checkCompliance(context, { ruleFile: text }, { warn: (message) => warnings.push(message) });
      await assert.rejects(failing, (error) => {
        assert.ok(error instanceof ComplianceError);
        assert.match(error.message, /no-telnet: .*telnet/);
        assert.doesNotMatch(error.message, /no-untagged-builds: /);
        return true;
      });
      assert.equal(warnings.length, 1);
      assert.match(warnings[0] ?? "", /no-untagged-builds: .*developer/);
    }
  });

  it("warn of an exception that has expired, and say who answers for it", async () => {
    const block = blocks("yaml").find(({ text }) => text.includes("no-nginx-1-24"));
    emulator.fleet = fleetOf(caseOf(block?.text ?? ""));
    const later = { ruleFile: block?.text, asOf: "2027-04-01T00:00:00Z" };
    const { violations } = await checkCompliance(context, later);
    assert.match(
      violations.find(({ hostName }) => hostName === "prod-lab-1")?.reason ?? "",
      /^holds nginx:1\.24\.0; the exception for it expired on 2027-03-31 \(.*team-lab.*SEC-1042.*\)$/,
    );
  });

  describe("in the programs on the page", () => {
    const [rules = { text: "" }] = blocks("yaml");
    const programs = blocks("ts");

    /** Runs a program with the function itself instead of the SDK's, and with these files beside it. */
    async function run(text: string, files: Readonly<Record<string, string>>): Promise<Checked> {
      const modules: Readonly<Record<string, object>> = {
        "node:fs": {
          existsSync: (path: string) => basename(path) in files,
          readFileSync: (path: string) => files[basename(path)] ?? assert.fail(path),
        },
        "node:path": { join: (...parts: string[]) => parts.join("/") },
      };
      const hss = {
        getLocalImageComplianceOutput: (args: object) => checkCompliance(context, { asOf: AS_OF, ...args }),
      };
      const { outputText } = ts.transpileModule(text, {
        compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS },
      });
      const exported: Record<string, Promise<Checked>> = {};
      // eslint-disable-next-line @typescript-eslint/no-implied-eval
      const program = new Function("require", "exports", "hss", "__dirname", outputText) as (
        ...args: unknown[]
      ) => void;
      program((name: string) => modules[name], exported, hss, "folder");
      return Object.values(exported)[0] ?? assert.fail("it exports nothing");
    }
    const programWith = (word: string) => programs.find(({ text }) => text.includes(word))?.text ?? assert.fail(word);

    beforeEach(() => {
      emulator.fleet = fleetOf(caseOf(rules.text));
    });

    it("are the ones that are run here", () => {
      assert.equal(programs.length, 3);
    });

    it("the rules come from the file", async () => {
      const result = await run(programWith('reports: ["html"]'), { "rules.yaml": rules.text });
      assert.deepEqual(found(result, FIRST_RULE), ["prod-1"]);
      assert.match(result.reports[0]?.content ?? "", /^<!doctype html>/i);
    });

    it("only new violations fail", async () => {
      const program = programWith("failOn");
      const first = await run(program, { "rules.yaml": rules.text });
      assert.equal(first.passed, false);
      const files = { "rules.yaml": rules.text, "last.json": first.reports[0]?.content ?? "" };
      const second = await run(program, files);
      assert.deepEqual([second.passed, second.violations.length], [true, 1]);
      const { servers } = caseOf(rules.text);
      emulator.fleet = fleetOf({ servers: { ...servers, "prod-2": servers["prod-1"] ?? [] }, violations: {} });
      const third = await run(program, files);
      assert.deepEqual([third.passed, third.violations.map(({ hostName }) => hostName)], [false, ["prod-1", "prod-2"]]);
    });

    it("the rules are checked in each scope", async () => {
      const { violations, metadata } = await run(programWith("scopes"), { "rules.yaml": rules.text });
      assert.deepEqual(metadata.unreadScopes, []);
      assert.deepEqual(
        violations.map(({ region, hostName }) => [region, hostName]),
        [
          ["cn-north-4", "prod-1"],
          ["ap-southeast-3", "prod-1"],
        ],
      );
    });
  });
});

describe("the tables of docs/rules.md", () => {
  const page = readFileSync(PAGE, "utf8");

  /** The rows of the table with this first line, each with the code in its cells. */
  function tableOf(...columns: readonly string[]): string[][] {
    const [table = ""] = new RegExp(`^\\| ${columns.join(" +\\| ")} +\\|\\n.*\\n(\\|.*\\n)+`, "m").exec(page) ?? [];
    const rows = table.trim().split("\n").slice(2);
    assert.ok(rows.length > 5);
    const cellsOf = (row: string) => row.split(/(?<!\\)\|/).slice(1, -1);
    return rows.map((row) => cellsOf(row).map((cell) => cell.trim().replace(/^`|`$/g, "").replaceAll("\\|", "|")));
  }

  it("say what a pattern fits", () => {
    for (const [, , pattern = "", fits = "", differs = ""] of tableOf(
      "part",
      "stands for",
      "pattern",
      "fits",
      "does not fit",
    )) {
      assert.deepEqual(
        [glob(pattern, "path")?.fits(fits), glob(pattern, "path")?.fits(differs)],
        [true, false],
        pattern,
      );
    }
  });

  it("say what is in a range of versions", () => {
    for (const [range = "", , fits = "", differs = ""] of tableOf("range", "versions", "fits", "does not fit")) {
      assert.deepEqual(
        [versionRange(range)?.includes(fits), versionRange(range)?.includes(differs)],
        [true, false],
        range,
      );
    }
  });

  it("say how a tag is compared", () => {
    for (const [tag = "", version = ""] of tableOf("tag", "is compared as")) {
      const range = versionRange(version === "no number" ? "*" : `=${version}`);
      assert.equal(range?.includes(tag), version === "no number" ? undefined : true, tag);
    }
  });

  it("name every property of a rule and of an image", () => {
    const schema = JSON.parse(readFileSync("docs/compliance-rules.schema.json", "utf8")) as {
      $defs: Record<string, { properties: object }>;
    };
    for (const [type, ...columns] of [
      ["ComplianceRule", "property", "meaning"],
      ["ComplianceImage", "property", "fits", "example"],
    ] as const) {
      const described = tableOf(...columns).map(([name]) => name);
      assert.deepEqual(described.sort(), Object.keys(schema.$defs[type]?.properties ?? {}).sort());
    }
  });
});
