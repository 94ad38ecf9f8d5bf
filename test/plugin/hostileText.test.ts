import assert from "node:assert/strict";
import { startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { createFleet } from "../../src/emulator/hss/createFleet.js";
import type { HostRow } from "../../src/emulator/hss/host.js";
import { requireRule } from "../support/complianceData.js";
import { emulated } from "../support/emulated.js";
import { EngineDouble } from "../support/engineDouble.js";
import { setMeanQuota } from "../support/meanQuota.js";
import { ProviderProcess } from "../support/providerProcess.js";

/** Where lines of ours could be forged, a terminal be driven, and the order of letters be turned. */
const ATTACKS = {
  "a line of its own": "\nFORGED line",
  "a line of its own by carriage return": "\r\nFORGED\rFORGED",
  "Unicode's own line and paragraph ends": "\u2028FORGED\u2029FORGED\u0085FORGED",
  "colours, a cleared screen and a title": "\u001b[31m\u001b[2J\u001b]0;FORGED\u0007",
  "sequences of one character": "\u009b31m\u009d0;FORGED\u009c",
  "backspaces, a bell and a null": "\b\b\b\b\u0007\u0000\u007f",
  "letters turned round": "\u202egpj.exe\u2066\u200f",
  "a command to Azure Pipelines": "##vso[task.setvariable variable=x]y",
  "an error to Azure Pipelines and GitHub Actions": "##[error]x ###[group]y",
  "a command to GitHub Actions": "\n::set-output name=x::y",
  "a command to GitHub Actions without a line of its own": "::add-mask::x",
  "a message to TeamCity": "##teamcity[buildStop comment='x' readdToQueue='true']",
  "a message to Octopus Deploy": "##octopus[setVariable name='eA==' value='eQ==']",
  "a section to GitLab": "\u001b[0Ksection_start:1560896352:x[collapsed=true]\r\u001b[0KFORGED",
  "a group to Buildkite": "+++ x",
  "a command that is broken by what is not seen": "#\u200d#[error]x :\u00ad:error::x",
};

const json = (value: unknown) => JSON.stringify(value);

/** How a server gets its text into what we say: the answers to HSS and to IAM. */
const ANSWERS: Readonly<Record<string, (text: string) => { status: number; body: string }>> = {
  "the message of HSS": (text) => ({ status: 400, body: json({ error_code: "HSS.0001", error_msg: `bad${text}` }) }),
  "the code of HSS": (text) => ({ status: 400, body: json({ error_code: `HSS.9${text}`, error_msg: "bad" }) }),
  "the gateway's message and request id": (text) => ({
    status: 403,
    body: json({ error_code: "APIGW.0302", error_msg: `no${text}`, request_id: `id${text}` }),
  }),
  "the message of IAM": (text) => ({
    status: 404,
    body: json({ error: { code: `404${text}`, message: `no${text}` } }),
  }),
  "the words of an HTML page": (text) => ({ status: 502, body: `<html><h1>Bad${text}</h1></html>` }),
  "an answer that is not JSON": (text) => ({ status: 200, body: `${text}not JSON` }),
};

/** What CI systems take for a command in a log, as their own code reads it. */
const COMMANDS = {
  // Agent: Command.cs and WorkerCommandManager.cs. Also `##[…]` formats a line.
  "Azure Pipelines": /##(?:vso|\[)/,
  // Runner: ActionCommand.cs, TryParseV2 and TryParse.
  "GitHub Actions": /^\s*::.*::|##\[/m,
  TeamCity: /##teamcity\[/,
  "Octopus Deploy": /##octopus\[/,
  // Agent: its header times streamer.
  Buildkite: /^(?:(?:---|\+\+\+|~~~)\s|\^\^\^\s+\+\+\+)/m,
  // build_trace_section_regex
  GitLab: /section_(?:start|end):\d+:[\w.-]+(?:\[.*?\])?\r\u001b\[0K/,
};

function assertNoCommand(what: string, text: string): void {
  for (const [system, command] of Object.entries(COMMANDS)) {
    assert.doesNotMatch(text, command, `${what} holds a command to ${system}: ${json(text)}`);
  }
}

/** Fails where text is anything but printable characters and our own line feeds, or where a line is the server's. */
function assertHarmless(what: string, text: string): void {
  const control = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.exec(text)?.[0];
  assert.equal(control, undefined, `${what} holds ${json(control)}: ${json(text)}`);
  assert.doesNotMatch(text, /^\s*FORGED/m, `${what} has a line that is not ours`);
  assertNoCommand(what, text);
}

describe("a server's text", () => {
  let emulator: Emulator;
  let engine: EngineDouble;
  /** One for each configuration. */
  const plugins = new Map<string, ProviderProcess>();

  /** A provider that has learnt nothing yet. */
  const configured = async (configuration: Record<string, unknown>): Promise<ProviderProcess> => {
    const key = json(configuration);
    const plugin = plugins.get(key) ?? (await ProviderProcess.start({}, [engine.address]));
    plugins.set(key, plugin);
    await plugin.configure(configuration);
    return plugin;
  };

  before(async () => {
    emulator = await startEmulator({ hosts: 0 });
    engine = await EngineDouble.start();
  });
  beforeEach(() => {
    emulator.intercept = undefined;
    emulator.quota = undefined;
    engine.logged.length = 0;
  });
  after(async () => {
    for (const plugin of plugins.values()) await plugin.stop();
    engine.stop();
    await emulator.close();
  });

  for (const [attack, text] of Object.entries(ATTACKS)) {
    it(`cannot cause ${attack} in errors or in the engine's log`, async () => {
      const { projectId, ...withoutProject } = emulated(emulator);
      const answered = async (what: string, configuration: Record<string, unknown>) => {
        const plugin = await configured(configuration);
        assertHarmless(what, (await plugin.failing("getLocalImageHosts")).message);
        assert.match(plugin.output, /^\d+\n$/);
      };
      for (const [what, answer] of Object.entries(ANSWERS)) {
        emulator.intercept = ({ response }) => {
          const { status, body } = answer(text);
          response.writeHead(status).end(body);
          return true;
        };
        await answered(what, { ...withoutProject, projectId });
        await answered(`${what}, from IAM`, withoutProject);
      }
      emulator.intercept = ({ params, response }) => {
        // None by the name asked for, so that the error lists those that there are.
        const projects = params.has("name") ? [] : [{ id: `id${text}`, name: `name${text}` }];
        response.end(json({ projects }));
        return true;
      };
      await answered("the list of projects", { ...withoutProject, projectName: "none" });
    });

    it(`cannot cause ${attack} in an enforced violation or in its warning`, async () => {
      emulator.fleet = createFleet(3, 1).map((host) => ({ ...host, images: [], row: hostileRow(host.row, text) }));
      const plugin = await configured(emulated(emulator));
      const rules = [requireRule({ image: { name: "agent" } })];
      const { message } = await plugin.failing("getLocalImageCompliance", { rules, enforce: "error" });
      assert.match(message, /has-agent/);
      assertHarmless("the error", message);
      await plugin.invoke("getLocalImageCompliance", { rules, enforce: "warn" });
      assert.ok(
        engine.messages.some((message) => message.startsWith("Compliance: 3 violations")),
        engine.messages.join("\n"),
      );
      for (const logged of engine.messages) assertHarmless("a message", logged);
    });

    it(`cannot cause ${attack} in a report that is printed to a log, and data keep the exact names`, async () => {
      emulator.fleet = createFleet(3, 1).map((host) => ({ ...host, images: [], row: hostileRow(host.row, text) }));
      const plugin = await configured(emulated(emulator));
      const rules = [requireRule({ image: { name: "agent" } })];
      const reports = ["html", "markdown", "junit", "sarif", "json", "ocsf", "baseline", "csv"];
      const { result } = await plugin.invoke("getLocalImageCompliance", { rules, reports });
      const contentOf = Object.fromEntries(
        (result as unknown as Result).reports.map(({ format, content }) => [format, content]),
      );
      for (const format of reports) {
        if (format !== "csv") assertNoCommand(format, contentOf[format] ?? "");
      }
      const names = emulator.fleet.map(({ row }) => row.host_name).sort();
      const parsed = (format: string) => JSON.parse(contentOf[format] ?? "") as never;
      assert.deepEqual((parsed("json") as Result).violations.map(({ hostName }) => hostName).sort(), names);
      const [run] = (parsed("sarif") as { runs: { results: { properties: { hostName: string } }[] }[] }).runs;
      assert.deepEqual(run?.results.map(({ properties }) => properties.hostName).sort(), names);
      const findings = parsed("ocsf") as { resources: { name: string }[] }[];
      assert.deepEqual(findings.map(({ resources }) => resources[0]?.name).sort(), names);
      // A field may have an apostrophe in front, for spreadsheets.
      for (const name of names) assert.ok(contentOf.csv?.includes(`${name}"`), json(name));
    });
  }

  it("does not appear in a status line, which shows only the arguments", async () => {
    const image = { name: "agent\u001b[2J\u202e" };
    emulator.fleet = createFleet(450, 1).map((host) => ({
      ...host,
      images: host.images.map((each) => ({ ...each, ...image })),
    }));
    setMeanQuota(emulator);
    const plugin = await configured(emulated(emulator, { maxRetries: 8 }));
    // Without looking up the image first, so that the list of its servers is read and named.
    await plugin.invoke("getLocalImageCompliance", { rules: [requireRule({ image })], imageMatch: "server" });
    assert.ok(
      engine.messages.some((message) => message.includes("hosts with agent\ufffd[2J")),
      engine.messages.join("\n"),
    );
    for (const message of engine.messages) assertHarmless("a message", message);
  });
});

interface Result {
  violations: { hostName: string }[];
  reports: { format: string; content: string }[];
}

/** A server whose every field attacks, at its start and at its end. */
function hostileRow(row: HostRow, text: string): HostRow {
  const entries = Object.entries(row).map(([name, value]): [string, string] => [
    name,
    `${text}${String(value)}${text}`,
  ]);
  return Object.fromEntries(entries) as unknown as HostRow;
}
