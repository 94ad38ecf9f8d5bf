import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, get } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { request } from "undici";
import { createFleet } from "../../src/emulator/hss/createFleet.js";
import { recordedFleet } from "../../src/emulator/hss/recordedFleet.js";
import type { Fleet } from "../../src/fleet/fleet.js";

const started: ChildProcess[] = [];

function start(...args: string[]) {
  const child = spawn(process.execPath, ["--import", "tsx", "src/emulator/main.ts", ...args], { stdio: "pipe" });
  started.push(child);
  return child;
}

async function run(...args: string[]) {
  const child = start(...args);
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close") as Promise<[number]>,
  ]);
  return { stdout, stderr, code };
}

describe("huaweicloud-hss-emulator", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "huaweicloud-hss-emulator-"));
  });
  after(() => rm(folder, { recursive: true }));
  // For those that a failed test has left running.
  afterEach(() => {
    for (const child of started.splice(0)) child.kill("SIGKILL");
  });

  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    it(`prints an environment that works, and exits with 0 on ${signal}`, async function () {
      if (process.platform === "win32") this.skip();
      const child = start("--hosts", "60", "--region", "eu-west-101");
      const ended = once(child, "close");
      let printed = "";
      for await (const chunk of child.stdout) {
        printed += String(chunk);
        if (printed.includes("HW_AUTH_URL")) break;
      }
      const environment: Partial<Record<string, string>> = {};
      for (const [, name, value] of printed.matchAll(/^export (\w+)=(\S+)$/gm)) environment[name ?? ""] = value ?? "";
      const { HW_REGION_NAME, HW_PROJECT_ID, HW_AUTH_TOKEN, HW_HSS_ENDPOINT, HW_AUTH_URL } = environment;
      assert.match(printed, /59 servers at http:\/\/127\.0\.0\.1:\d+\n/);
      assert.equal(HW_REGION_NAME, "eu-west-101");
      assert.equal(HW_AUTH_URL, HW_HSS_ENDPOINT);
      const target = `${HW_HSS_ENDPOINT ?? ""}/v5/${HW_PROJECT_ID ?? ""}/image/local/hosts`;
      const answer = await request(`${target}?enterprise_project_id=all_granted_eps`, {
        headers: { "x-auth-token": HW_AUTH_TOKEN ?? "", region: HW_REGION_NAME },
      });
      assert.equal(((await answer.body.json()) as { total_num: number }).total_num, 60);
      child.kill(signal);
      assert.deepEqual(await ended, [0, null]);
    });
  }

  it("ends on a signal without sending delayed answers", async function () {
    if (process.platform === "win32") this.skip();
    const child = start("--hosts", "1", "--latency", "600000");
    const ended = once(child, "close");
    const [printed] = (await once(child.stdout, "data")) as [Buffer];
    const [url = ""] = /http:\S+/.exec(String(printed)) ?? [];
    // "100 Continue" tells that the request has arrived.
    const pending = get(url, { headers: { expect: "100-continue" } }).on("error", () => undefined);
    await once(pending, "continue");
    child.kill("SIGTERM");
    assert.deepEqual(await ended, [0, null]);
  });

  it("writes its fleet to a file, and answers from that file", async function () {
    if (process.platform === "win32") this.skip();
    const file = join(folder, "fleet.json");
    assert.deepEqual(await run("--hosts", "60", "--write-fleet", file), { stdout: "", stderr: "", code: 0 });
    const written = JSON.parse(await readFile(file, "utf8")) as Fleet;
    assert.deepEqual(written, JSON.parse(JSON.stringify(recordedFleet({ fleet: createFleet(60, 1), images: [] }))));
    await writeFile(
      file,
      JSON.stringify({ ...written, region: "eu-west-101", projectId: "p1", enterpriseProjectId: "team" }),
    );
    const child = start("--fleet", file);
    const [printed] = (await once(child.stdout, "data")) as [Buffer];
    assert.match(
      String(printed),
      /59 servers at http:\S+\n\nexport HW_REGION_NAME=eu-west-101\nexport HW_PROJECT_ID=p1\nexport HW_ENTERPRISE_PROJECT_ID=team\n/,
    );
    const [url = ""] = /http:\S+/.exec(String(printed)) ?? [];
    const answer = await request(
      `${url}/v5/p1/image/local/hosts?enterprise_project_id=all_granted_eps&image_name=log4j-demo`,
      {
        headers: { "x-auth-token": "emulated-token", region: "eu-west-101" },
      },
    );
    assert.equal(((await answer.body.json()) as { total_num: number }).total_num, 3);
  });

  for (const [what, text, message] of [
    ["is not JSON", "hosts:", /^Unexpected token .*$/],
    ["is not valid", '{"formatVersion":1,"servers":[]}', /^The fleet has no property servers\.\nUse one of: .*$/],
    ["does not say its format", '{"hosts":[]}', /^The fleet's formatVersion must be 1\.\nCorrect it\. .*$/],
  ] as const) {
    it(`says which file ${what}, and exits with 1`, async () => {
      const file = join(folder, "broken.json");
      await writeFile(file, text);
      const { stdout, stderr, code } = await run("--fleet", file);
      const start = `huaweicloud-hss-emulator: ${file}: `;
      assert.ok(stderr.startsWith(start), stderr);
      assert.match(stderr.slice(start.length, -1), message);
      assert.deepEqual([stdout, code], ["", 1]);
    });
  }

  it("says in one line that a file is missing", async () => {
    const { stderr, code } = await run("--fleet", "missing.json");
    assert.equal(stderr, "huaweicloud-hss-emulator: ENOENT: no such file or directory, open 'missing.json'\n");
    assert.equal(code, 1);
  });

  it("prints its usage on request", async () => {
    const { stdout, stderr, code } = await run("--help");
    assert.match(stdout, /--hosts N .*\n.*--seed N/);
    assert.deepEqual([stderr, code], ["", 0]);
  });

  it("says in one line what is wrong with the command line, and exits with 2", async () => {
    const { stdout, stderr, code } = await run("--hosts", "many");
    assert.equal(
      stderr,
      'huaweicloud-hss-emulator: --hosts must be an integer from 0 to 1000000, not "many" (see --help)\n',
    );
    assert.deepEqual([stdout, code], ["", 2]);
  });

  it("says in one line that the port is taken", async () => {
    const holder = createServer().listen(0, "127.0.0.1");
    await once(holder, "listening");
    const { port } = holder.address() as AddressInfo;
    const { stderr, code } = await run("--port", String(port));
    holder.close();
    assert.equal(stderr, `huaweicloud-hss-emulator: listen EADDRINUSE: address already in use 127.0.0.1:${port}\n`);
    assert.equal(code, 1);
  });
});
