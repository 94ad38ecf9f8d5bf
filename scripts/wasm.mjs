// Compiles assembly/rows.ts to WebAssembly, and keeps it as a module. `--check` says whether the one that is kept is up to date.
import { readFile, writeFile } from "node:fs/promises";
import asc from "assemblyscript/asc";

const SOURCE = "assembly/rows.ts";
const KEPT = "src/rows/rowsWasm.ts";

let binary;
const options = ["--optimizeLevel", "3", "--converge", "--noAssert", "--runtime", "stub", "--enable", "simd"];
const { error, stderr } = await asc.main([SOURCE, "--outFile", "rows.wasm", ...options], {
  readFile: (name) => readFile(name, "utf8").catch(() => null),
  writeFile: (_name, contents) => {
    binary = Buffer.from(contents);
  },
  listFiles: () => [],
});
if (error) throw new Error(`${SOURCE}: ${stderr.toString()}`, { cause: error });

const text = `// Made by \`npm run wasm\` from ${SOURCE}.
export const rowsWasm = (): Buffer =>
  Buffer.from(
    "${binary.toString("base64")}",
    "base64",
  );
`;
if (process.argv[2] !== "--check") await writeFile(KEPT, text);
else if (text !== (await readFile(KEPT, "utf8"))) {
  process.stderr.write(`${KEPT} is not what ${SOURCE} compiles to: npm run wasm\n`);
  process.exitCode = 1;
}
