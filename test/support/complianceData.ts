import type { CheckedHost } from "../../src/compliance/checkedHost.js";
import type { ComplianceReport } from "../../src/compliance/complianceReport.js";
import type { ComplianceScope } from "../../src/compliance/complianceScope.js";
import type { ComplianceRule } from "../../src/compliance/complianceRule.js";
import { counted } from "../../src/compliance/counted.js";
import { evaluateRules } from "../../src/compliance/evaluateRules.js";
import { findingId } from "../../src/compliance/findingId.js";
import type { FixedViolation } from "../../src/compliance/fixedViolation.js";
import { ruleImage } from "../../src/compliance/ruleImage.js";

export const AS_OF = "2026-11-24T12:00:00.000Z";

export const SCOPE: ComplianceScope = {
  region: "cn-north-4",
  projectId: "0a1b2c3d4e5f60718293a4b5c6d7e8f9",
  enterpriseProjectId: "0",
};

export function checkedHost(number: number, more: Partial<CheckedHost> = {}): CheckedHost {
  const padded = String(number).padStart(5, "0");
  return {
    hostId: `00000000-0000-4000-a000-0000000${padded}`,
    hostName: `prod-web-${padded}`,
    agentId: `agent-${padded}`,
    agentStatus: "online",
    version: "hss.version.premium",
    privateIp: `10.0.${Math.floor(number / 250)}.${number % 250}`,
    publicIp: "",
    ...more,
  };
}

export function denyRule(more: Partial<ComplianceRule> = {}): ComplianceRule {
  return { name: "no-log4j", severity: "critical", effect: "deny", image: { name: "log4j-demo" }, ...more };
}

export function requireRule(more: Partial<ComplianceRule> = {}): ComplianceRule {
  return { name: "has-agent", severity: "medium", effect: "require", image: { name: "node-agent" }, ...more };
}

/** Judges rules over lists by image; "" is the list of servers with any image. */
export function judge(rules: ComplianceRule[], lists: Readonly<Record<string, readonly CheckedHost[]>>, asOf = AS_OF) {
  const holdingsOf = (rule: ComplianceRule) => [{ image: undefined, hosts: lists[ruleImage(rule)] ?? [] }];
  return evaluateRules(
    rules,
    [{ scope: SCOPE, holdingsOf, exemptImages: () => new Set(), all: lists[""] ?? [] }],
    Date.parse(asOf),
  );
}

/** A report over made-up servers that all hold the image that each rule is about. */
export function complianceReport(
  rules: ComplianceRule[],
  hosts: readonly CheckedHost[],
  more: Partial<ComplianceReport> = {},
  scope: ComplianceScope = SCOPE,
): ComplianceReport {
  return {
    ...evaluateRules(
      rules,
      [{ scope, holdingsOf: () => [{ image: undefined, hosts }], exemptImages: () => new Set(), all: hosts }],
      Date.parse(AS_OF),
    ),
    rules,
    metadata: {
      asOf: AS_OF,
      scopes: [scope],
      unreadScopes: [],
      queries: [{ ...scope, list: "hosts", image: "log4j-demo", hosts: hosts.length }],
      complete: true,
      incompleteBecause: [],
      unverifiedImages: [],
      unresolved: [],
      requestIds: ["request-1", "request-2"],
    },
    tool: { name: "pulumi-resource-huaweicloud-hss", version: "0.1.0", homepage: "https://example.com/hss" },
    program: { file: "infra/index.ts", line: 7 },
    failOn: "all",
    ...more,
  };
}

const GONE = {
  rule: "no-log4j",
  image: "log4j-demo",
  ...SCOPE,
  hostId: checkedHost(3).hostId,
  hostName: checkedHost(3).hostName,
};
/** A violation by the server `checkedHost(3)` that is fixed. */
export const FIXED: FixedViolation = { id: findingId(GONE), severity: "critical", ...GONE };

/** Reports about 0, 1, 3 and 10,000 violations, for the programs of others that read them. */
export function reportsOfSizes(): [what: string, ComplianceReport][] {
  return [0, 1, 3, 10_000].map((count) => {
    const hosts = Array.from({ length: count }, (_, index) => checkedHost(index));
    return [`with ${counted(count, "violation")}`, complianceReport([denyRule()], hosts)];
  });
}

/** Hostile texts for names, reasons and versions. */
export const HOSTILE: readonly string[] = [
  `<img src=x onerror="globalThis.hacked=1">`,
  `"><script>globalThis.hacked=1</script>`,
  `</script></style></title></details></code><script>globalThis.hacked=1</script>`,
  `' onmouseover='globalThis.hacked=1`,
  `]]><!-- & &amp; -->`,
  `=cmd|' /C calc'!A0`,
  `+1+1`,
  `-2+3`,
  `@SUM(1+1)`,
  `\t=1+1`,
  `\r=1+1`,
  `"=1+1`,
  `@everyone see #1 and GH-2, user@example.com, https://example.com/x www.example.com`,
  "[link](javascript:alert(1)) ![image](https://example.com/x.png) **bold** _it_ ~~gone~~ `code` | cell | <!-- -->",
  "``` fence ```\n# heading\n| a | b |\n|---|---|",
  "back\\slash \\| bar \\` tick",
  "nul\0 bell\x07 escape\x1b[31mred\x1b[0m \u0085 \u2028 \u202eevil\u202c",
  "lone \ud800 surrogate \uffff",
  '日本語 🐳 naïve, "quoted"; comma, semi;colon',
  " leading and trailing ",
];

/** Rules and servers with hostile text in every field that can contain text. */
export function hostileReport(): ComplianceReport {
  const rules = HOSTILE.map((text, index) =>
    denyRule({
      name: `${index} ${text}`,
      description: text,
      image: { name: text, version: text, digest: text },
      exceptions: [
        { host: "spared", reason: text, expires: "2026-12-31" },
        { host: "lapsed", reason: text, expires: "2026-01-31" },
      ],
    }),
  );
  const hosts = HOSTILE.map((text, index) =>
    checkedHost(index, {
      hostId: text,
      hostName: text,
      agentId: text,
      agentStatus: text,
      version: text,
      privateIp: text,
      publicIp: text,
    }),
  );
  hosts.push(checkedHost(90, { hostName: "spared" }), checkedHost(91, { hostName: "lapsed" }));
  const text = HOSTILE.join(" ");
  const scope = { region: text, projectId: text, enterpriseProjectId: text };
  const report = complianceReport(rules, hosts, {}, scope);
  return {
    ...report,
    metadata: {
      ...report.metadata,
      queries: [{ ...scope, list: "hosts", image: text, hosts: 1 }],
      complete: false,
      incompleteBecause: [text],
      unverifiedImages: [text],
      unresolved: [text],
      requestIds: [text],
    },
  };
}
