import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundle } from "../../scripts/bundle.mjs";
import { NOTICES, thirdPartyNotices } from "../../scripts/thirdPartyNotices.mjs";

const HEADING = /\n={80}\n(.+)\n={80}\n\n/;

/** The part of a notices file about each piece of software, by its name and version. */
async function noticesIn(folder: string): Promise<Map<string, string>> {
  const [, ...parts] = (await readFile(join(folder, NOTICES), "utf8")).split(HEADING);
  return new Map(parts.flatMap((title, at) => (at % 2 === 0 ? [[title, parts[at + 1] ?? ""]] : [])));
}

/** The folders of the packages with code in a bundle, as esbuild reports them. */
async function bundledFolders(entry: string): Promise<string[]> {
  const output = await mkdtemp(join(tmpdir(), "huaweicloud-hss-bundle-"));
  try {
    const { metafile } = await bundle({ entry, outfile: join(output, "bundle.cjs") });
    const inputs = Object.values(metafile.outputs).flatMap((each) => Object.entries(each.inputs));
    const folders = inputs
      .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
      .flatMap(([path]) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? []);
    return [...new Set(folders)];
  } finally {
    await rm(output, { recursive: true });
  }
}

describe("the third-party notices", () => {
  for (const { folder, entries, known } of [
    { folder: "bin", entries: ["src/main.ts", "src/emulator/main.ts"], known: ["google-protobuf", "undici", "zod"] },
    { folder: "sdk/nodejs/bin", entries: ["src/client.ts", "src/testing.ts"], known: ["p-map", "undici", "zod"] },
  ]) {
    it(`in ${folder} have each license text of each bundled package, and no other package`, async () => {
      const notices = await noticesIn(folder);
      const folders = new Set((await Promise.all(entries.map((entry) => bundledFolders(entry)))).flat());
      for (const name of known) assert.ok(folders.has(`node_modules/${name}`), name);

      const missing: string[] = [];
      const expected: string[] = ["llhttp, in undici"];
      for (const packageFolder of folders) {
        const manifest = JSON.parse(await readFile(join(packageFolder, "package.json"), "utf8")) as {
          name: string;
          version: string;
        };
        const title = `${manifest.name} ${manifest.version}`;
        expected.push(title);
        const licenses = (await readdir(packageFolder)).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
        assert.ok(licenses.length > 0, `${title} has no license file`);
        for (const license of licenses) {
          const text = await readFile(join(packageFolder, license), "utf8");
          if (!notices.get(title)?.includes(text.replaceAll("\r\n", "\n").trim())) missing.push(`${title}: ${license}`);
        }
      }
      assert.deepEqual(missing, []);
      assert.deepEqual([...notices.keys()].sort(), expected.sort());
      assert.match(notices.get("llhttp, in undici") ?? "", /^This software is licensed under the MIT License\.\n/);
    });
  }

  it("are not written if a package has no license text", () => {
    const text = { content: Buffer.from("The license").toString("base64") };
    const licensed = { name: "one", version: "1.0.0", evidence: { licenses: [{ license: { text } }] } };
    assert.match(thirdPartyNotices([licensed]), /\none 1\.0\.0\n=+\n\nThe license\n$/);
    assert.throws(
      () => thirdPartyNotices([licensed, { group: "@some", name: "two", version: "2.0.0" }]),
      new Error("@some/two 2.0.0 is bundled, but it has no license text."),
    );
  });
});
