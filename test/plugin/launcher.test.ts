import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { watch } from "node:fs";
import { cp, mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

describe("the launcher", () => {
  let folder: string;
  let child: ChildProcess | undefined;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "huaweicloud-hss-launcher-"));
    const filter = (path: string) => !path.endsWith(".v8cache");
    await cp("bin", folder, { recursive: true, filter });
  });
  afterEach(async () => {
    const exited = child && once(child, "exit");
    child?.kill();
    await exited;
  });
  after(() => rm(folder, { recursive: true }));

  const firstLine = async (): Promise<string> => {
    child = spawn(process.execPath, [join(folder, "pulumi-resource-huaweicloud-hss")]);
    const [chunk] = (await once(child.stdout as NodeJS.ReadableStream, "data")) as [Buffer];
    return chunk.toString();
  };
  const cacheFile = async () => (await readdir(folder)).find((name) => name.endsWith(".v8cache"));

  it("keeps the compiled code beside the bundle", async () => {
    const kept = new Promise<void>((resolve) => {
      const watcher = watch(folder, () => {
        void cacheFile().then((name) => {
          if (name === undefined) return;
          watcher.close();
          resolve();
        });
      });
    });
    assert.match(await firstLine(), /^\d+\n$/);
    await kept;
  });

  it("starts with it, and leaves it as it is", async () => {
    const path = join(folder, (await cacheFile()) ?? assert.fail());
    const { mtimeMs } = await stat(path);
    assert.match(await firstLine(), /^\d+\n$/);
    assert.equal((await stat(path)).mtimeMs, mtimeMs);
  });

  it("starts without it when it is spoilt", async () => {
    await writeFile(join(folder, (await cacheFile()) ?? assert.fail()), "no code");
    assert.match(await firstLine(), /^\d+\n$/);
  });
});
