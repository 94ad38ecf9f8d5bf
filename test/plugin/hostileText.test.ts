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

/** Fails where text is anything but printable characters and our own line feeds, or where a line is the server's. */
function assertHarmless(what: string, text: string): void {
  const control = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.exec(text)?.[0];
  assert.equal(control, undefined, `${what} holds ${json(control)}: ${json(text)}`);
  assert.doesNotMatch(text, /^\s*FORGED/m, `${what} has a line that is not ours`);
}

describe("a server's text", () => {
  let emulator: Emulator;
  let engine: EngineDouble;
  let plugin: ProviderProcess;

  before(async () => {
    emulator = await startEmulator({ hosts: 0 });
    engine = await EngineDouble.start();
    plugin = await ProviderProcess.start({}, [engine.address]);
  });
  beforeEach(() => {
    emulator.intercept = undefined;
    emulator.quota = undefined;
    engine.logged.length = 0;
  });
  after(async () => {
    await plugin.stop();
    engine.stop();
    await emulator.close();
  });

  for (const [attack, text] of Object.entries(ATTACKS)) {
    it(`cannot cause ${attack} in errors or in the engine's log`, async () => {
      const { projectId, ...withoutProject } = emulated(emulator);
      const answered = async (what: string, configuration: Record<string, unknown>) => {
        await plugin.configure(configuration);
        assertHarmless(what, (await plugin.failing("getLocalImageHosts")).reason);
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
      assert.match(plugin.output, /^\d+\n$/);
    });

    it(`cannot cause ${attack} in an enforced violation or in its warning`, async () => {
      emulator.fleet = createFleet(3, 1).map((host) => ({ ...host, images: [], row: hostileRow(host.row, text) }));
      await plugin.configure(emulated(emulator));
      const rules = [requireRule({ image: { name: "agent" } })];
      const { reason } = await plugin.failing("getLocalImageCompliance", { rules, enforce: "error" });
      assert.match(reason, /has-agent/);
      assertHarmless("the error", reason);
      const { failures } = await plugin.invoke("getLocalImageCompliance", { rules, enforce: "warn" });
      assert.deepEqual(failures, []);
      assert.ok(
        engine.messages.some((message) => message.startsWith("Compliance: 3 violations")),
        engine.messages.join("\n"),
      );
      for (const message of engine.messages) assertHarmless("a message", message);
    });
  }

  it("does not appear in a status line, which shows only the arguments", async () => {
    emulator.fleet = createFleet(450, 1);
    setMeanQuota(emulator);
    await plugin.configure(emulated(emulator, { maxRetries: 8 }));
    const image = { name: "agent\u001b[2J\u202e" };
    await plugin.invoke("getLocalImageCompliance", { rules: [requireRule({ image })] });
    assert.ok(engine.messages.length > 0);
    for (const message of engine.messages) assertHarmless("a message", message);
  });
});

/** A server whose every field attacks. */
function hostileRow(row: HostRow, text: string): HostRow {
  const entries = Object.entries(row).map(([name, value]): [string, string] => [name, `${String(value)}${text}`]);
  return Object.fromEntries(entries) as unknown as HostRow;
}
