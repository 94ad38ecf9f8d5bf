import assert from "node:assert/strict";
import { serversOf } from "../../src/emulator/hss/serversOf.js";
import { startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { SECOND_ENTERPRISE_PROJECT } from "../../src/emulator/hss/enterpriseProjects.js";
import { createFleet } from "../../src/emulator/hss/createFleet.js";
import type { Host, Image } from "../../src/emulator/hss/host.js";
import { ComplianceError } from "../../src/errors/complianceError.js";
import { checkCompliance, type Checked } from "../support/checkCompliance.js";
import { denyRule, requireRule } from "../support/complianceData.js";
import { SECRETS } from "../support/emulated.js";
import { emulatedContext, type EmulatedContext } from "../support/emulatedContext.js";

const FORMATS = ["json", "csv", "markdown", "junit", "sarif", "html", "ocsf", "ocsf-jsonl", "baseline"];
const LOG4J: Image = { name: "log4j-demo", version: "2.14.1", digest: "sha256:bad0" };

describe("getLocalImageCompliance", () => {
  let emulator: Emulator;
  let context: EmulatedContext;
  const warnings: string[] = [];

  const call = (args: Record<string, unknown>, from = context) =>
    checkCompliance(from, args, { warn: (message) => warnings.push(message) });
  const named = (matching: (host: Host) => boolean) =>
    serversOf(emulator.fleet)
      .filter(matching)
      .map(({ row }) => row.host_name)
      .sort();
  const holds =
    (image: string) =>
    ({ images }: Host) =>
      images.some(({ name }) => name === image);
  const hostNames = ({ violations }: Checked) => violations.map(({ hostName }) => hostName).sort();

  before(async () => {
    emulator = await startEmulator({ hosts: 0 });
    context = emulatedContext(emulator);
  });
  beforeEach(() => {
    emulator.fleet = createFleet(450, 1);
    emulator.intercept = undefined;
    emulator.requests.length = 0;
    warnings.length = 0;
  });
  after(async () => {
    await context.close();
    await emulator.close();
  });

  it("finds every server that holds a denied image", async () => {
    const found = await call({ rules: [denyRule()] });
    assert.equal(found.passed, false);
    assert.deepEqual(hostNames(found), named(holds("log4j-demo")));
  });

  it("finds every server that lacks a required image", async () => {
    const found = await call({ rules: [requireRule({ image: { name: "orders" }, hosts: { namePattern: "prod-*" } })] });
    const lacking = named((host) => host.row.host_name.startsWith("prod-") && !holds("orders")(host));
    assert.ok(lacking.length > 10);
    assert.deepEqual(hostNames(found), lacking);
  });

  it("queries an image by name, version and digest", async () => {
    const image = { name: "nginx", version: "1.25.3", digest: "sha256:x+y&z" };
    const found = await call({ rules: [denyRule({ image })] });
    assert.equal(found.passed, true);
    const { params } = emulator.requests[0] ?? assert.fail();
    assert.deepEqual(
      ["image_name", "image_version", "image_digest"].map((name) => params.get(name)),
      Object.values(image),
    );
  });

  it("says what was queried, where and when", async () => {
    const { metadata } = await call({ rules: [denyRule(), requireRule()], asOf: "2026-11-24T13:00:00+01:00" });
    const projectId = emulator.projects[0]?.id;
    const scope = { region: emulator.region, projectId, enterpriseProjectId: "all_granted_eps" };
    assert.deepEqual(
      { ...metadata, requestIds: metadata.requestIds.length },
      {
        asOf: "2026-11-24T12:00:00.000Z",
        scopes: [scope],
        queries: [
          { ...scope, list: "hosts", image: "log4j-demo", hosts: 3 },
          { ...scope, list: "hosts", image: "node-agent", hosts: 0 },
          { ...scope, list: "hosts", image: "", hosts: 450 },
        ],
        complete: true,
        incompleteBecause: [],
        unverifiedImages: [],
        unreadScopes: [],
        unresolved: [],
        requestIds: emulator.requests.length,
      },
    );
  });

  it("uses the clock if asOf is not set", async () => {
    const { metadata } = await call({ rules: [denyRule()] });
    assert.equal(metadata.asOf, new Date(context.clock.now()).toISOString());
  });

  it("reads one list for 200 rules about one image over 10,000 servers, in the fewest pages", async () => {
    emulator.fleet = createFleet(10_000, 3);
    const rules = Array.from({ length: 200 }, (_, index) =>
      denyRule({
        name: `rule-${index}`,
        image: { name: "pause" },
        hosts: { namePattern: `*-${String(index).padStart(5, "0")}` },
      }),
    );
    const { summary } = await call({ rules });
    assert.equal(summary.violations, 200);
    // The first page of 200, and then 199 new servers each, as pages share a row; and the images of that name.
    assert.equal(emulator.requests.length, 1 + Math.ceil(9800 / 199) + 1);
  });

  it("reads one list for each image, and one of all servers, whatever the number of rules", async () => {
    emulator.fleet = createFleet(190, 3);
    const rules = Array.from({ length: 200 }, (_, index) => {
      const image = { name: ["nginx", "redis", "orders", "pause"][index % 4] as string };
      return index % 2 === 0
        ? denyRule({ name: `rule-${index}`, image })
        : requireRule({ name: `rule-${index}`, image });
    });
    await call({ rules, imageMatch: "server" });
    assert.equal(emulator.requests.length, 5);
    emulator.requests.length = 0;
    await call({ rules });
    const lists = emulator.requests.map(({ path }) => path.split("/").at(-1));
    assert.equal(lists.filter((list) => list === "local-repositories").length, 4, "the images of each name");
    assert.equal(lists.filter((list) => list === "hosts").length, 5 + 2, "nginx has two digests, and look-alikes");
  });

  it("returns each report that is requested", async () => {
    const { reports } = await call({ rules: [denyRule()], reports: FORMATS });
    assert.deepEqual(
      reports.map(({ format }) => format),
      FORMATS,
    );
    assert.equal(new Set(reports.map(({ fileName }) => fileName)).size, FORMATS.length);
    for (const { content } of reports) assert.match(content, /no-log4j/);
  });

  it("puts exempt servers into the SARIF report only if they are wanted", async () => {
    const exceptions = [{ host: "*", reason: "known", expires: "2099-01-01" }];
    const results = async (more: object) => {
      const { reports } = await call({ rules: [denyRule({ exceptions })], reports: ["sarif"], ...more });
      return (JSON.parse(reports[0]?.content ?? "") as { runs: { results: object[] }[] }).runs[0]?.results.length;
    };
    assert.deepEqual([await results({}), await results({ sarifResults: "all" })], [0, 3]);
  });

  it("returns the same bytes for the same servers and time, in any order", async () => {
    const args = {
      rules: [denyRule(), requireRule({ image: { name: "orders" } })],
      reports: FORMATS,
      asOf: "2026-11-24T12:00:00Z",
    };
    const { reports } = await call({ ...args, reports: ["baseline"], asOf: "2026-11-23T12:00:00Z" });
    Object.assign(args, { baseline: reports[0]?.content });
    const first = await call(args);
    emulator.fleet = [...emulator.fleet].reverse();
    const second = await call(args);
    assert.deepEqual(second.reports, first.reports);
    assert.notDeepEqual(second.metadata.requestIds, first.metadata.requestIds);
  });

  it("returns no address if redactAddresses is true", async () => {
    emulator.fleet = emulator.fleet.map((host, index) => ({
      ...host,
      images: [LOG4J],
      row: {
        ...host.row,
        host_name: `ip-${host.row.private_ip.replaceAll(".", "-")} ${host.row.private_ip} ip_172_16_0_9 ${index}`,
      },
    }));
    const addresses = serversOf(emulator.fleet).flatMap(({ row }) => [
      row.private_ip,
      row.private_ip.replaceAll(".", "-"),
      ...(row.public_ip ? [row.public_ip] : []),
    ]);
    const args = { rules: [denyRule()], reports: FORMATS, enforce: "warn" };
    const open = JSON.stringify(await call(args)) + warnings.join();
    warnings.length = 0;
    const redacted = JSON.stringify(await call({ ...args, redactAddresses: true })) + warnings.join();
    assert.ok(addresses.every((address) => open.includes(address)));
    assert.deepEqual(
      [...addresses, "172_16_0_9"].filter((address) => redacted.includes(address)),
      [],
    );
  });

  describe("with enforce", () => {
    const enforced = async (enforce: string, rules: object[]) => {
      try {
        await call({ rules, enforce });
      } catch (error) {
        return error as Error;
      }
      return undefined;
    };

    it("error fails with the ten worst and a count", async () => {
      const rules = [denyRule({ name: "low", severity: "low", image: { name: "pause" } }), denyRule()];
      const error = await enforced("error", rules);
      assert.ok(error instanceof ComplianceError);
      const lines = error.message.split("\n");
      assert.match(
        lines[0] ?? "",
        /^Compliance: 445 violations, 2 of 2 rules failed; \d+ by servers whose agent is not online\.$/,
      );
      assert.deepEqual(
        lines.slice(2, 5).map((line) => line.split(" (")[0]),
        named(holds("log4j-demo")).map((name) => `  [critical] no-log4j: ${name}`),
      );
      assert.equal(lines.filter((line) => line.startsWith("  [low] low: ")).length, 7);
      assert.equal(lines.at(-1), "  more violations: 435");
      assert.equal(
        lines[1],
        'Change the images on these servers, add exceptions to the rules, or set enforce to "warn".',
      );
      for (const secret of SECRETS) assert.ok(!error.message.includes(secret));
    });

    it("error passes without violations", async () => {
      assert.equal(await enforced("error", [denyRule({ image: { name: "not-deployed" } })]), undefined);
      assert.deepEqual(warnings, []);
    });

    it("warn returns the result, and shows the same list as a warning", async () => {
      const { passed } = await call({ rules: [denyRule()], enforce: "warn" });
      assert.equal(passed, false);
      assert.equal(warnings.length, 1);
      assert.match(
        warnings[0] ?? "",
        /^Compliance: 3 violations, 1 of 1 rule failed[^\n]*\.\nChange the images on these servers, or add exceptions to the rules\.\n(  \[critical\] no-log4j: [^\n]*\n?){3}$/,
      );
    });

    it("lets each rule say what to do, and counts only its own violations in the list", async () => {
      const about = (name: string, enforce?: string) => ({ ...denyRule({ name }), ...(enforce && { enforce }) });
      assert.equal(await enforced("error", [about("a", "none"), about("b", "warn")]), undefined);
      assert.equal(warnings.length, 1);
      assert.match(
        warnings[0] ?? "",
        /^Compliance: 6 violations, 2 of 2 rules failed[^\n]*\n[^\n]*\n(  \[critical\] b: [^\n]*\n?){3}$/,
      );
      const error = await enforced("none", [about("a"), about("b", "error")]);
      assert.ok(error instanceof ComplianceError);
      assert.equal(error.violations, 3);
      assert.match(error.message, /^[^\n]*\n[^\n]*\n(  \[critical\] b: [^\n]*\n?){3}$/);
    });

    it("shows the warnings even if other rules fail the call", async () => {
      const rules = [
        { ...denyRule({ name: "a" }), enforce: "warn" },
        { ...denyRule({ name: "b" }), enforce: "error" },
      ];
      assert.ok((await enforced("none", rules)) instanceof ComplianceError);
      assert.match(warnings.join(), /\[critical\] a: /);
    });

    it("does not let a server's name forge a line", async () => {
      emulator.fleet = emulator.fleet.map((host) => ({
        ...host,
        row: { ...host.row, host_name: "a\n  [low] fine\x1b[2J" },
      }));
      const error = await enforced("error", [denyRule()]);
      assert.ok(error);
      assert.equal(error.message.split("\n").length, 5);
      assert.ok(!error.message.includes("\x1b"));
    });
  });

  describe("with a baseline", () => {
    const rules = [denyRule()];
    const baselineOf = ({ reports }: Checked) => reports.find(({ format }) => format === "baseline")?.content;
    /** Runs twice; in between, the first server is mended and two others get the image. */
    const twice = async (more: Record<string, unknown>) => {
      const holders = named(holds("log4j-demo"));
      const baseline = baselineOf(await call({ rules, reports: ["baseline"] }));
      let added = 0;
      emulator.fleet = emulator.fleet.map((host) => {
        if (host.row.host_name === holders[0]) return { ...host, images: [{ ...LOG4J, name: "redis" }] };
        if (holders.includes(host.row.host_name) || host.images.length === 0 || added === 2) return host;
        added++;
        return { ...host, images: [...host.images, LOG4J] };
      });
      return call({ rules, baseline, ...more });
    };

    it("says what is new, unchanged and fixed", async () => {
      const { summary, violations, baseline, history } = await twice({});
      const states = violations.map(({ state }) => state).sort();
      assert.deepEqual(states, ["new", "new", "unchanged", "unchanged"]);
      assert.deepEqual([summary.newViolations, summary.unchangedViolations, summary.fixedViolations], [2, 2, 1]);
      assert.equal(baseline?.fixed.length, 1);
      assert.deepEqual(
        history.map(({ critical }) => critical),
        [3, 4],
      );
    });

    it("fails only for the new violations if failOn is new", async () => {
      const error = await twice({ enforce: "error", failOn: "new" }).then(
        () => assert.fail("must fail"),
        (thrown: unknown) => thrown,
      );
      assert.ok(error instanceof ComplianceError);
      assert.equal(error.violations, 2);
      assert.match(error.message, /2 new, 1 fixed, 2 unchanged since .*Only the new violations are listed/);
      assert.equal(error.message.match(/^  \[critical, new\] no-log4j: /gm)?.length, 2);
    });

    it("shows no addresses of a former report that was made with them", async () => {
      emulator.fleet = emulator.fleet.map((host) => ({
        ...host,
        row: { ...host.row, host_name: `ip-${host.row.private_ip.replaceAll(".", "-")}` },
      }));
      const { reports } = await call({ rules, reports: ["json"] });
      emulator.fleet = emulator.fleet.map((host) => ({ ...host, images: [{ ...LOG4J, name: "redis" }] }));
      const since = { rules, baseline: reports[0]?.content };
      assert.match(JSON.stringify((await call(since)).baseline?.fixed), /"ip-10-/);
      const redacted = await call({ ...since, redactAddresses: true });
      assert.equal(redacted.baseline?.fixed.length, 3);
      assert.ok(!JSON.stringify(redacted).includes("ip-10-"));
    });

    it("passes with unchanged violations if failOn is new", async () => {
      const baseline = baselineOf(await call({ rules, reports: ["baseline"] }));
      const { passed, violations } = await call({ rules, baseline, enforce: "error", failOn: "new" });
      assert.deepEqual([passed, violations.length], [true, 3]);
    });

    it("takes the history from its own argument if it is given", async () => {
      const { history } = await call({ rules });
      const { history: longer } = await call({ rules, history: [...history, ...history] });
      assert.equal(longer.length, 3);
    });

    it("sends no request if the baseline is bad", async () => {
      await assert.rejects(call({ rules, baseline: "compliance.json" }), {
        name: "ArgumentError",
        property: "baseline",
      });
      assert.equal(emulator.requests.length, 0);
    });
  });

  it("says that a list changed while it was read", async () => {
    const careless = emulatedContext(emulator, { onDrift: "warn", maxConcurrency: 1 });
    emulator.intercept = ({ params }) => {
      if (params.get("offset") !== "0") emulator.fleet = createFleet(450, emulator.requests.length);
      return false;
    };
    try {
      const { metadata, reports } = await call(
        { rules: [denyRule({ image: { name: "pause" } })], reports: ["markdown", "html", "junit"] },
        careless,
      );
      assert.equal(metadata.complete, false);
      assert.match(
        metadata.incompleteBecause.join(),
        /The list of servers that hold pause changed while it was being read/,
      );
      assert.match(warnings.join(), /the list changed while it was being read, so the result may be incomplete/);
      for (const { content } of reports) assert.match(content, /may be incomplete|complete" value="false/);
    } finally {
      await careless.close();
    }
  });

  it("takes the rules from the content of a rule file", async () => {
    const rules = [denyRule()];
    const { violations } = await call({ ruleFile: JSON.stringify({ rules }) });
    assert.equal(violations.length, 3);
    assert.deepEqual(violations, (await call({ rules })).violations);
    await assert.rejects(call({ ruleFile: "rules: 1" }), {
      message: /^Argument ruleFile\.rules must be a list of rules\.\n/,
    });
  });

  for (const args of [{}, { rules: [denyRule()], ruleFile: "rules: []" }])
    it(`refuses ${"rules" in args ? "both rules and a rule file" : "neither rules nor a rule file"}`, async () => {
      await assert.rejects(call(args), { message: "rules: must be given, or ruleFile instead, but not both" });
    });

  describe("with scopes", () => {
    const enterpriseProjects = ["0", SECOND_ENTERPRISE_PROJECT];
    const scopes = enterpriseProjects.map((enterpriseProjectId) => ({ enterpriseProjectId }));
    /** HSS refuses this project. */
    const refused = "0a1b2c3d4e5f60718293a4b5c6d7e8fa";
    const refuse = () => {
      emulator.intercept = ({ path, response }) => {
        if (!path.includes(refused)) return false;
        response.writeHead(403).end('{"error_code":"HSS.0013","error_msg":"Insufficient permission"}');
        return true;
      };
    };

    it("checks the rules in each, and says the scope of each violation", async () => {
      const { violations, summary, metadata } = await call({ rules: [denyRule({ image: { name: "redis" } })], scopes });
      for (const enterpriseProjectId of enterpriseProjects) {
        const own = violations.filter((violation) => violation.enterpriseProjectId === enterpriseProjectId);
        const expected = named((host) => holds("redis")(host) && host.enterpriseProjectId === enterpriseProjectId);
        assert.ok(expected.length > 0);
        assert.deepEqual(own.map(({ hostName }) => hostName).sort(), expected);
        const ofScope = summary.byScope.find((scope) => scope.enterpriseProjectId === enterpriseProjectId);
        assert.deepEqual([ofScope?.passed, ofScope?.violations], [false, own.length]);
      }
      assert.equal(
        summary.byScope.reduce((sum, scope) => sum + scope.violations, 0),
        violations.length,
      );
      const { region } = emulator;
      const projectId = emulator.projects[0]?.id;
      assert.deepEqual(
        metadata.scopes,
        scopes.map((scope) => ({ region, projectId, ...scope })),
      );
    });

    it("says the scope of each server in reports and messages that are read as text", async () => {
      const rules = [denyRule({ image: { name: "redis" } })];
      const scope = `(cn-north-4, project ${emulator.projects[0]?.id ?? ""}, enterprise project ${SECOND_ENTERPRISE_PROJECT})`;
      const { reports } = await call({ rules, scopes, reports: ["markdown", "junit"], enforce: "warn" });
      for (const { content, format } of reports) {
        // Markdown marks what GitHub would read as its own syntax.
        assert.ok(content.replaceAll("\\", "").includes(`${scope} holds redis`), format);
      }
      assert.ok(warnings.join().includes(" (cn-north-4, project "));
      const [markdown] = (await call({ rules, reports: ["markdown"] })).reports;
      assert.ok(!markdown?.content.includes(scope.slice(0, 12)));
    });

    it("requires an image in each", async () => {
      const image = { name: "only-here", version: "1", digest: "sha256:0e11" };
      const [holder] = serversOf(emulator.fleet).filter(({ enterpriseProjectId }) => enterpriseProjectId === "0");
      emulator.fleet = emulator.fleet.map((host) => (host === holder ? { ...host, images: [image] } : host));
      const rule = requireRule({ image: { name: "only-here" }, minimumHosts: 1 });
      const { violations } = await call({ rules: [rule], scopes });
      assert.deepEqual(
        violations.map(({ enterpriseProjectId }) => enterpriseProjectId),
        [SECOND_ENTERPRISE_PROJECT],
      );
    });

    it("reads them side by side", async () => {
      const projects = ["0a1b2c3d4e5f60718293a4b5c6d7e8f1", "0a1b2c3d4e5f60718293a4b5c6d7e8f2"];
      const waiting = new Set<string>();
      let release: () => void = () => undefined;
      const all = new Promise<void>((resolve) => {
        release = resolve;
      });
      emulator.intercept = async ({ path, response }) => {
        waiting.add(projects.find((id) => path.includes(id)) ?? "");
        if (waiting.size === projects.length) release();
        await all;
        response.writeHead(200).end('{"total_num":0,"data_list":[]}');
        return true;
      };
      const { metadata } = await call({
        rules: [denyRule()],
        scopes: projects.map((projectId) => ({ projectId })),
      });
      assert.deepEqual(
        metadata.scopes.map(({ projectId }) => projectId),
        projects,
      );
    });

    it("fails if one cannot be read", async () => {
      refuse();
      await assert.rejects(call({ rules: [denyRule()], scopes: [{}, { projectId: refused }] }), { name: "ApiError" });
    });

    it("reports one that cannot be read, and does not pass then", async () => {
      refuse();
      const rules = [denyRule({ image: { name: "not-deployed" } })];
      const args = { rules, scopes: [{}, { projectId: refused }], onScopeError: "report" };
      const { passed, violations, metadata, reports } = await call({ ...args, reports: ["markdown", "baseline"] });
      assert.deepEqual([passed, violations, metadata.complete], [false, [], false]);
      const [unread] = metadata.unreadScopes;
      assert.deepEqual(
        { ...unread, error: "" },
        { region: "", projectId: refused, enterpriseProjectId: "", error: "" },
      );
      assert.match(unread?.error ?? "", /^The user has no permission to list images in this enterprise project\.$/);
      assert.deepEqual(metadata.incompleteBecause, [
        `The scope project ${refused} could not be read: ${unread?.error ?? ""}`,
      ]);
      assert.match(reports[0]?.content ?? "", /1 rule checked, no violations\. 1 of 2 scopes could not be read/);
      assert.deepEqual(warnings, [
        `getLocalImageCompliance: the result is incomplete. ${metadata.incompleteBecause[0] ?? ""}`,
      ]);
      const since = await call({ ...args, baseline: reports[1]?.content, failOn: "new" });
      assert.equal(since.passed, false);
    });

    it("fails if one cannot be read and a rule itself enforces, even without violations", async () => {
      refuse();
      const image = { name: "not-deployed" };
      const rules = [denyRule({ name: "a", image }), denyRule({ name: "b", image, enforce: "error" })];
      const args = { scopes: [{}, { projectId: refused }], onScopeError: "report" };
      await assert.rejects(call({ ...args, rules }), {
        name: "ComplianceError",
        message: /^Compliance: 2 rules checked, no violations\. 1 of 2 scopes could not be read\.\n/,
      });
      const lenient = rules.map((rule) => ({ ...rule, enforce: "warn" }));
      assert.equal((await call({ ...args, rules: lenient, enforce: "error" })).passed, false);
    });

    it("says in every report that none could be read", async () => {
      refuse();
      const formats = ["csv", "markdown", "junit", "sarif", "html", "ocsf", "ocsf-jsonl"];
      const rules = [denyRule()];
      const { passed, reports } = await call({
        rules,
        scopes: [{ projectId: refused }],
        onScopeError: "report",
        reports: formats,
      });
      assert.equal(passed, false);
      const contentOf = (wanted: string) => reports.find(({ format }) => format === wanted)?.content ?? "";
      const why = `The scope project ${refused} could not be read: `;
      for (const format of ["csv", "junit", "sarif", "html"]) assert.ok(contentOf(format).includes(why), format);
      assert.match(contentOf("markdown"), /^## ❌ Image compliance failed\n\n.*1 of 1 scope could not be read/m);
      assert.match(contentOf("html"), /no: not all scopes could be read/);
      const sarif = JSON.parse(contentOf("sarif")) as { runs: { invocations: { executionSuccessful: boolean }[] }[] };
      assert.deepEqual(
        sarif.runs.map(({ invocations }) => invocations[0]?.executionSuccessful),
        [false],
      );
      assert.deepEqual(JSON.parse(contentOf("ocsf")), []);
      assert.equal(contentOf("ocsf-jsonl"), "");
    });

    it("fails with enforce if one cannot be read, even without violations", async () => {
      refuse();
      const rules = [denyRule({ image: { name: "not-deployed" } })];
      await assert.rejects(
        call({ rules, scopes: [{}, { projectId: refused }], onScopeError: "report", enforce: "error" }),
        {
          name: "ComplianceError",
          message: new RegExp(
            `^Compliance: 1 rule checked, no violations\\. 1 of 2 scopes could not be read\\.\nMake sure that all scopes can be read.*\n  not read: project ${refused}: `,
          ),
        },
      );
    });

    it("refuses the same one twice", async () => {
      const scopes = [{}, { projectId: emulator.projects[0]?.id }];
      await assert.rejects(call({ rules: [denyRule()], scopes, onScopeError: "report" }), {
        name: "ArgumentError",
        message: /^Argument scopes has the same scope twice: cn-north-4, project 0a1b2c3d4e5f60718293a4b5c6d7e8f9, /,
      });
    });

    it("refuses a scope of the call besides them", async () => {
      await assert.rejects(call({ rules: [denyRule()], scopes, region: "cn-north-4" }), {
        message: "region: must be left out if scopes is given: each scope has its own",
      });
    });
  });

  it("fails if a list cannot be read", async () => {
    emulator.intercept = ({ params, response }) => {
      if (params.get("image_name") !== "redis") return false;
      response.writeHead(200).end('{"total_num":0,"data_list":');
      return true;
    };
    const rules = [
      denyRule({ image: { name: "not-deployed" } }),
      denyRule({ name: "second", image: { name: "redis" } }),
    ];
    await assert.rejects(call({ rules }), { name: "ResponseShapeError" });
  });

  describe("names what is wrong with", () => {
    for (const [what, args, problem] of [
      ["no rules", { rules: [] }, /^rules: must contain at least one rule$/],
      [
        "a rule",
        { rules: [denyRule(), { ...denyRule(), name: "b", severity: "bad" }] },
        /^rules\[1\]\.severity: must be one of/,
      ],
      [
        "a misspelt key",
        { rules: [{ ...denyRule(), efect: 1 }] },
        /^rules\[0\]\.efect: there is no argument "efect"; use one of: name, description, severity/,
      ],
      [
        "a nested misspelt key",
        { rules: [denyRule({ hosts: { pattern: "x" } as object })] },
        /^rules\[0\]\.hosts\.pattern: .*use one of: namePattern, editions, agentStatuses/,
      ],
      [
        "an argument's name",
        { rules: [denyRule()], format: "x" },
        /^format: there is no argument "format"; use one of: rules, ruleFile, reports/,
      ],
      ["two rules of one name", { rules: [denyRule(), denyRule()] }, /^rules\[1\]\.name: must be unique/],
      ["a format", { rules: [denyRule()], reports: ["json", "pdf"] }, /^reports\[1\]: must be one of: json, csv/],
      ["a time", { rules: [denyRule()], asOf: "yesterday" }, /^asOf: must be a time such as/],
      [
        "a file outside the repository",
        { rules: [denyRule()], programFile: "../x.ts" },
        /^programFile: must be a path inside/,
      ],
      [
        "the root of the repository as a file",
        { rules: [denyRule()], programFile: "." },
        /^programFile: must be a file/,
      ],
      ["a folder as a file", { rules: [denyRule()], programFile: "infra/./" }, /^programFile: must be a file/],
      ["an absolute file", { rules: [denyRule()], programFile: "C:\\x.ts" }, /^programFile: must be a path inside/],
    ] as const) {
      it(what, async () => {
        await assert.rejects(call(args), ({ message }: Error) => problem.test(message));
        assert.equal(emulator.requests.length, 0);
      });
    }
  });

  it("ends after scanTimeout, however many lists it reads", async () => {
    const hurried = emulatedContext(emulator, { scanTimeout: "400ms" });
    // One list is read in time, but there are three times as many as are read at once.
    emulator.latencyMs = 200;
    const rules = Array.from({ length: 12 }, (_, index) =>
      denyRule({ name: `rule ${index}`, image: { name: `absent-${index}` } }),
    );
    await assert.rejects(call({ rules }, hurried), {
      name: "TimeoutError",
      message: /^getLocalImageCompliance took longer than scanTimeout \(0\.4 s\)\.\nRaise scanTimeout\./,
    });
    emulator.latencyMs = 0;
    await hurried.close();
  });
});
