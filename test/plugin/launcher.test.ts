import assert from "node:assert/strict";
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmod, chown, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nodeBinary, NODE_VERSIONS } from "../../scripts/nodeBinary.mjs";

describe("the launcher", () => {
  let home: string;
  let cache: string;
  let child: ChildProcess | undefined;

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), "huaweicloud-hss-launcher-"));
    await cp("bin", join(home, "bin"), { recursive: true });
    cache = join(home, "pulumi-huaweicloud-hss", "compile-cache");
  });
  afterEach(async () => {
    const exited = child && once(child, "exit");
    child?.kill();
    await exited;
    child = undefined;
    await rm(home, { recursive: true });
  });

  const programPath = () => join(home, "bin", "pulumi-resource-huaweicloud-hss");

  /** Starts the plugin, and ends it as the engine does; by then Node has written its cache. */
  async function run(node: string, env: Record<string, string> = {}): Promise<void> {
    child = spawn(node, [programPath()], { env: { PATH: process.env.PATH, XDG_CACHE_HOME: home, ...env } });
    const [chunk] = (await once(child.stdout as NodeJS.ReadableStream, "data")) as [Buffer];
    assert.match(chunk.toString(), /^\d+\n$/);
    const exited = once(child, "exit");
    child.kill("SIGTERM");
    assert.deepEqual(await exited, [0, null]);
    child = undefined;
  }

  /** The files with compiled code, wherever below the folder. */
  async function compiled(folder = cache): Promise<string[]> {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
    return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  }

  it("starts on Node 20, which has no compile cache", async () => {
    await run(nodeBinary(NODE_VERSIONS[20]));
    assert.deepEqual(await readdir(home), ["bin"]);
  });

  describe("on Node 24", () => {
    let node: string;

    before(function () {
      this.timeout(300_000);
      node = nodeBinary(NODE_VERSIONS[24]);
    });

    it("keeps compiled code in a folder that nobody else can read", async () => {
      await run(node);
      assert.equal((await stat(cache)).mode & 0o777, 0o700);
      assert.ok((await compiled()).length > 0);
    });

    it("keeps the folder private under umask 000, too", async () => {
      const script = `umask 000; exec "${node}" "${programPath()}"`;
      child = spawn("sh", ["-c", script], { env: { PATH: process.env.PATH, XDG_CACHE_HOME: home } });
      await once(child.stdout as NodeJS.ReadableStream, "data");
      assert.equal((await stat(cache)).mode & 0o777, 0o700);
      assert.equal((await stat(join(cache, ".."))).mode & 0o777, 0o700);
    });

    it("writes nothing beside the bundle", async () => {
      const before = await readdir(join(home, "bin"));
      await run(node);
      assert.deepEqual(await readdir(join(home, "bin")), before);
    });

    it("refuses a folder that others can write to", async () => {
      await mkdir(cache, { recursive: true });
      await chmod(cache, 0o777);
      await run(node);
      assert.deepEqual(await compiled(), []);
    });

    it("refuses a folder that another user owns", async function () {
      if (process.getuid?.() !== 0) this.skip();
      await mkdir(cache, { recursive: true, mode: 0o700 });
      await chown(cache, 12_345, 12_345);
      await run(node);
      assert.deepEqual(await compiled(), []);
    });

    it("refuses a link to a folder elsewhere", async () => {
      const elsewhere = join(home, "elsewhere");
      await mkdir(elsewhere, { mode: 0o700 });
      await mkdir(join(cache, ".."), { recursive: true });
      await symlink(elsewhere, cache);
      await run(node);
      assert.deepEqual(await compiled(elsewhere), []);
    });

    it("starts if the folder cannot be created", async () => {
      await writeFile(join(home, "pulumi-huaweicloud-hss"), "a file");
      await run(node);
    });

    it("uses a cache folder that the user named", async () => {
      const own = join(home, "own");
      await run(node, { NODE_COMPILE_CACHE: own });
      assert.ok((await compiled(own)).length > 0);
      assert.deepEqual(await compiled(), []);
    });

    it("starts even if the compiled code is damaged", async () => {
      await run(node);
      for (const path of await compiled()) {
        const bytes = await readFile(path);
        for (let at = 7; at < bytes.length; at += 97) bytes[at] = (bytes[at] ?? 0) ^ 0xff;
        await writeFile(path, bytes);
      }
      await run(node);
    });

    it("never runs code that was compiled from another source", async () => {
      await run(node);
      const bundle = join(home, "bin", "provider.cjs");
      await writeFile(bundle, 'process.stdout.write("changed\\n")');
      const { stdout } = spawnSync(node, [programPath()], {
        encoding: "utf8",
        env: { PATH: process.env.PATH, XDG_CACHE_HOME: home },
      });
      assert.equal(stdout, "changed\n");
    });
  });
});
