import assert from "node:assert/strict";
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { extract } from "tar";
import ts from "typescript";
import packageJson from "../../package.json" with { type: "json" };
import { startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { run } from "../support/run.js";
import { emulatedEnvironment } from "../support/emulated.js";

const PROGRAM = "test/package/installed/client.ts";
const TSC = createRequire(import.meta.url).resolve("typescript/bin/tsc");

/** Every way by which TypeScript looks for packages, with the kinds of module that it goes with. */
const RESOLUTIONS = [
  { module: "node16", moduleResolution: "node16", programs: ["client.mts", "client.cts"] },
  { module: "esnext", moduleResolution: "bundler", programs: ["client.mts"] },
  { module: "commonjs", moduleResolution: "node10", ignoreDeprecations: "6.0", programs: ["client.cts"] },
];

describe("the client in the npm package, in a project with nothing else,", function () {
  this.timeout(120_000);
  let emulator: Emulator;
  let folder: string;
  let sdk: string;

  before(async () => {
    emulator = await startEmulator({ hosts: 450 });
    folder = await mkdtemp(join(tmpdir(), "huaweicloud-hss-client-"));
    const dist = join(folder, "dist");
    await run(process.execPath, ["scripts/package.mjs", "--out", dist, "npm"]);
    sdk = join(folder, "node_modules", "pulumi-huaweicloud-hss");
    await mkdir(sdk, { recursive: true });
    await extract({ file: join(dist, `pulumi-huaweicloud-hss-${packageJson.version}.tgz`), cwd: sdk, strip: 1 });
  });
  after(async () => {
    await emulator.close();
    await rm(folder, { recursive: true, force: true });
  });

  for (const [file, module] of [
    ["client.mjs", ts.ModuleKind.ESNext],
    ["client.cjs", ts.ModuleKind.CommonJS],
  ] as const) {
    it(`reads a list for ${file}`, async () => {
      const source = await readFile(PROGRAM, "utf8");
      const { outputText } = ts.transpileModule(source, {
        compilerOptions: { target: ts.ScriptTarget.ES2022, module },
      });
      await writeFile(join(folder, file), outputText);
      const printed = await run(process.execPath, [file], {
        cwd: folder,
        env: {
          PATH: process.env.PATH,
          ...emulatedEnvironment(emulator),
        },
      });
      assert.deepEqual(
        JSON.parse(printed),
        emulator.fleet.slice(0, 300).map(({ row }) => row.host_id),
      );
    });
  }

  for (const { programs, ...options } of RESOLUTIONS) {
    it(`has types that TypeScript finds with moduleResolution ${options.moduleResolution}`, async () => {
      for (const program of programs) await copyFile(PROGRAM, join(folder, program));
      const compilerOptions = {
        ...options,
        target: "es2022",
        strict: true,
        exactOptionalPropertyTypes: true,
        noEmit: true,
        types: ["node"],
        typeRoots: [resolve("node_modules/@types")],
      };
      const project = join(folder, `tsconfig.${options.moduleResolution}.json`);
      await writeFile(project, JSON.stringify({ compilerOptions, files: programs }));
      await run(process.execPath, [TSC, "-p", project]);
    });
  }

  it("contains no code of Pulumi or gRPC, unlike the provider, and neither do the testing helpers", async () => {
    const [client, testing, provider] = await Promise.all(
      [join(sdk, "bin", "client.js"), join(sdk, "bin", "testing.js"), "bin/provider.cjs"].map((path) =>
        readFile(path, "utf8"),
      ),
    );
    for (const trace of ["pulumirpc", "grpc", "google.protobuf"]) {
      assert.ok(provider?.includes(trace), `${trace} tells nothing`);
      assert.ok(!client?.includes(trace), trace);
      // The testing helpers contain package.json, which names the dependencies.
      assert.ok(trace === "grpc" || !testing?.includes(trace), trace);
    }
    // The emulator is in the testing helpers alone.
    assert.ok(testing?.includes("emulated-domain") && !client?.includes("emulated-domain"));
  });
});

describe("the npm SDK", () => {
  const require = createRequire(import.meta.url);
  const folder = resolve("sdk/nodejs");

  for (const [name, path] of [
    ["", "bin/index.js"],
    ["/client", "bin/client.js"],
    ["/testing", "bin/testing.js"],
    ["/package.json", "package.json"],
    ["/bin/types/input", "bin/types/input.js"],
    ["/bin/types/input.js", "bin/types/input.js"],
  ] as const) {
    it(`gives pulumi-huaweicloud-hss${name}`, () => {
      assert.equal(require.resolve(`pulumi-huaweicloud-hss${name}`), join(folder, path));
    });
  }
});
