import assert from "node:assert/strict";
import { complianceRule } from "../../src/compliance/complianceRule.js";
import { SCOPE, checkedHost, denyRule, judge, requireRule } from "../support/complianceData.js";

const hosts = [1, 2, 3].map((number) => checkedHost(number));
const names = (findings: readonly { hostName: string }[]) => findings.map(({ hostName }) => hostName);
const reasons = (findings: readonly { reason: string }[]) => findings.map(({ reason }) => reason);

describe("rules", () => {
  describe("that deny an image", () => {
    it("are violated by each server that holds it", () => {
      const { passed, violations } = judge([denyRule()], { "log4j-demo": hosts.slice(0, 2) });
      assert.equal(passed, false);
      assert.deepEqual(names(violations), ["prod-web-00001", "prod-web-00002"]);
      assert.equal(violations[0]?.reason, "holds log4j-demo");
      assert.deepEqual(
        { ...violations[0], reason: "" },
        {
          rule: "no-log4j",
          severity: "critical",
          effect: "deny",
          image: "log4j-demo",
          images: [],
          ...SCOPE,
          hostId: "00000000-0000-4000-a000-000000000001",
          hostName: "prod-web-00001",
          agentStatus: "online",
          edition: "hss.version.premium",
          privateIp: "10.0.0.1",
          publicIp: "",
          stale: false,
          reason: "",
        },
      );
    });

    it("pass when no server does", () => {
      assert.equal(judge([denyRule()], {}).passed, true);
    });

    it("count a server with two container runtimes once", () => {
      const twice = [checkedHost(1), checkedHost(1)];
      assert.equal(judge([denyRule()], { "log4j-demo": twice }).violations.length, 1);
    });

    it("identify servers without IDs by their names", () => {
      const unnamed = ["a", "b"].map((hostName) => checkedHost(1, { hostId: "", agentId: "", hostName }));
      assert.deepEqual(names(judge([denyRule()], { "log4j-demo": unnamed }).violations), ["a", "b"]);
    });
  });

  describe("that require an image on every server", () => {
    it("are violated by each server with local images that lacks it", () => {
      const { violations } = judge([requireRule()], { "": hosts, "node-agent": hosts.slice(1, 2) });
      assert.deepEqual(names(violations), ["prod-web-00001", "prod-web-00003"]);
      assert.deepEqual(reasons(violations), ["does not hold node-agent", "does not hold node-agent"]);
    });

    it("pass when all have it", () => {
      assert.equal(judge([requireRule()], { "": hosts, "node-agent": hosts }).passed, true);
    });

    it("accept a server that holds the image, whatever its status was when the list was read", () => {
      const rule = requireRule({ hosts: { agentStatuses: ["online"] } });
      const holders = [checkedHost(1, { agentStatus: "offline" })];
      assert.deepEqual(judge([rule], { "node-agent": holders, "": [checkedHost(1)] }).violations, []);
    });

    it("fail if they select no server, for example because of a mistake in a pattern", () => {
      const rule = requireRule({ hosts: { namePattern: "prdo-*" } });
      const { passed, violations } = judge([rule], { "": hosts, "node-agent": hosts });
      assert.equal(passed, false);
      assert.deepEqual(names(violations), [""]);
      assert.match(
        violations[0]?.reason ?? "",
        /^node-agent is required, but the rule selects no server with local images$/,
      );
    });
  });

  describe("that require an image on some servers", () => {
    const atLeast = (minimumHosts: number, more = {}) =>
      judge([requireRule({ minimumHosts, ...more })], { "node-agent": hosts });

    it("pass with the minimum number of servers", () => {
      assert.equal(atLeast(3).passed, true);
    });

    it("fail with fewer, with one violation that is not about a single server", () => {
      const { violations } = atLeast(4);
      assert.deepEqual(names(violations), [""]);
      assert.equal(violations[0]?.reason, "only 3 of the selected servers hold node-agent, but at least 4 must");
    });

    it("count only the servers that they select", () => {
      assert.equal(atLeast(1, { hosts: { namePattern: "*-00002" } }).passed, true);
      assert.equal(atLeast(2, { hosts: { namePattern: "*-00002" } }).passed, false);
    });
  });

  describe("about some servers", () => {
    const held = [
      checkedHost(1, { hostName: "prod-web-1.example.com/a" }),
      checkedHost(2, { hostName: "test-api-2", version: "hss.version.basic" }),
      checkedHost(3, { hostName: "prod-db-3", agentStatus: "offline" }),
      checkedHost(4, { hostName: "!odd(1)" }),
    ];
    const about = (selector: object) =>
      names(judge([denyRule({ hosts: selector })], { "log4j-demo": held }).violations);

    for (const [pattern, expected] of [
      ["prod-*", ["prod-db-3", "prod-web-1.example.com/a"]],
      ["*-?", ["prod-db-3", "test-api-2"]],
      ["{test,none}-*", ["test-api-2"]],
      ["prod-[de]b*", ["prod-db-3"]],
      ["prod", []],
      ["!odd\\(1\\)", ["!odd(1)"]],
      ["PROD-*", []],
    ] as const) {
      it(`choose by the name pattern ${pattern}`, () => {
        assert.deepEqual(about({ namePattern: pattern }), expected);
      });
    }

    for (const [pattern, hostName, fits] of [
      ["*", "", true],
      ["*", "..", true],
      ["prod-*", "prod-a\nb", true],
      ["?", "/", true],
      ["?", "😀", true],
      ["web(1)", "web1", false],
      ["web(1)", "web(1)", true],
      ["a(b|c)", "ab", false],
      ["./prod", "prod", false],
      ["[!a]x", "bx", true],
      ["[!a]x", "ax", false],
      ["[]a]", "]", true],
      ["a.b", "axb", false],
      ["a|b", "a", false],
      ["{web,{api,db}}-?", "db-1", true],
      ["a,b", "a,b", true],
      ["a\\*", "ab", false],
    ] as const) {
      it(`find that ${JSON.stringify(hostName)} ${fits ? "fits" : "does not fit"} ${pattern}`, () => {
        const hosts = [checkedHost(1, { hostName })];
        const { passed } = judge([denyRule({ hosts: { namePattern: pattern } })], { "log4j-demo": hosts });
        assert.equal(passed, !fits);
      });
    }

    it("choose by edition and by agent status", () => {
      assert.deepEqual(about({ editions: ["hss.version.basic", "other"] }), ["test-api-2"]);
      assert.deepEqual(about({ agentStatuses: ["offline"] }), ["prod-db-3"]);
      assert.deepEqual(about({ namePattern: "prod-*", agentStatuses: ["online"] }), ["prod-web-1.example.com/a"]);
    });
  });

  describe("with exceptions", () => {
    const exceptions = [
      { host: "*-00001", reason: "being replaced", expires: "2026-11-24" },
      { host: hosts[1]?.hostId ?? "", reason: "vendor appliance", expires: "2026-11-23" },
    ];
    const judged = (asOf?: string, more = exceptions) =>
      judge([denyRule({ exceptions: more })], { "log4j-demo": hosts }, asOf);

    it("exempt servers until the end of the last day, by name or by ID", () => {
      const { violations, exemptions } = judged("2026-11-23T23:59:59.999Z");
      assert.deepEqual(names(violations), ["prod-web-00003"]);
      assert.deepEqual(names(exemptions), ["prod-web-00001", "prod-web-00002"]);
      assert.deepEqual(reasons(exemptions), ["being replaced", "vendor appliance"]);
    });

    it("report a server whose exception has expired, and say so", () => {
      const { violations, exemptions } = judged("2026-11-24T00:00:00.000Z");
      assert.deepEqual(names(exemptions), ["prod-web-00001"]);
      assert.deepEqual(names(violations), ["prod-web-00002", "prod-web-00003"]);
      assert.equal(
        violations[0]?.reason,
        "holds log4j-demo; the exception for it expired on 2026-11-23 (vendor appliance)",
      );
    });

    it("use the exception that expires last", () => {
      const both = [
        { host: "prod-*", reason: "short", expires: "2026-01-01" },
        { host: "prod-web-*", reason: "long", expires: "2027-01-01" },
      ];
      assert.deepEqual(reasons(judged(undefined, both).exemptions), ["long", "long", "long"]);
    });

    it("also exempt servers that lack a required image", () => {
      const rule = requireRule({ exceptions: [{ host: "*-00003", reason: "no agent for it", expires: "2027-01-01" }] });
      const { passed, exemptions } = judge([rule], { "": hosts, "node-agent": hosts.slice(0, 2) });
      assert.equal(passed, true);
      assert.deepEqual(names(exemptions), ["prod-web-00003"]);
    });
  });

  it("are summed up by rule and severity, stale servers apart", () => {
    const stale = checkedHost(9, { agentStatus: "offline" });
    const rules = [
      denyRule({ exceptions: [{ host: "*-00001", reason: "known", expires: "2027-01-01" }] }),
      denyRule({ name: "no-nginx", severity: "low", image: { name: "nginx" } }),
      denyRule({ name: "no-redis", severity: "low", image: { name: "redis" } }),
    ];
    const { summary, violations } = judge(rules, { "log4j-demo": [...hosts, stale], nginx: [stale] });
    assert.match(
      violations.find(({ stale: is }) => is)?.reason ?? "",
      /its agent is offline, so this may be out of date/,
    );
    assert.deepEqual(summary, {
      violations: 4,
      staleViolations: 2,
      exemptions: 1,
      violatingHosts: 3,
      staleHosts: 1,
      byRule: [
        {
          rule: "no-log4j",
          severity: "critical",
          passed: false,
          checkedHosts: 4,
          violations: 3,
          staleViolations: 1,
          exemptions: 1,
        },
        {
          rule: "no-nginx",
          severity: "low",
          passed: false,
          checkedHosts: 1,
          violations: 1,
          staleViolations: 1,
          exemptions: 0,
        },
        {
          rule: "no-redis",
          severity: "low",
          passed: true,
          checkedHosts: 0,
          violations: 0,
          staleViolations: 0,
          exemptions: 0,
        },
      ],
      byScope: [{ ...SCOPE, passed: false, violations: 4, staleViolations: 2, exemptions: 1 }],
      bySeverity: [
        { severity: "critical", violations: 3, staleViolations: 1 },
        { severity: "high", violations: 0, staleViolations: 0 },
        { severity: "medium", violations: 0, staleViolations: 0 },
        { severity: "low", violations: 1, staleViolations: 1 },
        { severity: "informational", violations: 0, staleViolations: 0 },
      ],
    });
  });

  it("give the same result for any order of the servers", () => {
    const forwards = judge([denyRule()], { "log4j-demo": hosts });
    assert.deepEqual(judge([denyRule()], { "log4j-demo": hosts.toReversed() }), forwards);
  });

  describe("are refused", () => {
    for (const [what, more, problem] of [
      ["without an image", { image: {} }, /must have at least one property, for example a name/],
      ["with an empty name", { name: " " }, /must not be empty/],
      ["with an unknown severity", { severity: "fatal" }, /must be one of: informational, low, medium, high, critical/],
      ["with minimumHosts beside deny", { minimumHosts: 1 }, /must be left out unless effect is require/],
      [
        "with a date that is none",
        { exceptions: [{ host: "*", reason: "x", expires: "2026-02-30" }] },
        /must be a date/,
      ],
      [
        "with an exception without a reason",
        { exceptions: [{ host: "*", expires: "2026-02-28" }] },
        /must be a string/,
      ],
      ["with a pattern whose brackets do not match", { hosts: { namePattern: "prod-[ab" } }, /with matching brackets/],
      ["with a pattern whose braces hold no alternatives", { hosts: { namePattern: "web{1..3}" } }, /brackets/],
      ["with a pattern whose range is none", { hosts: { namePattern: "web[z-a]" } }, /brackets/],
      ["with a pattern whose set is empty", { hosts: { namePattern: "web[]" } }, /brackets/],
      ["with no editions", { hosts: { editions: [] } }, /must contain at least one edition/],
    ] as const) {
      it(what, () => {
        const { error } = complianceRule.safeParse({ ...denyRule(), ...more });
        assert.match(error?.issues.map(({ message }) => message).join() ?? "", problem);
      });
    }

    it("with exceptions beside minimumHosts", () => {
      const rule = requireRule({ minimumHosts: 1, exceptions: [{ host: "*", reason: "x", expires: "2026-02-28" }] });
      assert.match(
        complianceRule.safeParse(rule).error?.message ?? "",
        /must be left out if minimumHosts is set: use hosts to exclude servers/,
      );
    });
  });
});
