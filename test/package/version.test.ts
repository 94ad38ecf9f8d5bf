import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { reportTool } from "../../src/functions/reportTool.js";
import { hssPackage } from "../../src/provider/hssPackage.js";
import packageJson from "../../package.json" with { type: "json" };

const read = (path: string) => readFile(path, "utf8");
const { version } = packageJson;

describe("the changelog", () => {
  it("names every function", async () => {
    const changelog = await read("CHANGELOG.md");
    for (const { name } of hssPackage.functions) assert.ok(changelog.includes(`\`${name}\``), name);
  });
});

describe("the version in package.json", () => {
  const places: Record<string, RegExp> = {
    "package-lock.json": /^ {2}"version": "(.*)",$/m,
    "src/http/userAgent.ts": /\/(\S+)"/,
    "schema.json": /^ {2}"version": "(.*)",$/m,
    "sdk/nodejs/package.json": /^ {4}"version": "(.*)",$/m,
    "sdk/python/pyproject.toml": /^ {2}version = "(.*)"$/m,
    "sdk/python/pulumi_huaweicloud_hss/pulumi-plugin.json": /"version": "(.*)"/,
    "sdk/dotnet/PulumiHuaweicloud.Hss.csproj": /<Version>(.*)<\/Version>/,
    "sdk/dotnet/pulumi-plugin.json": /"version": "(.*)"/,
    "sdk/dotnet/version.txt": /^(.*)$/m,
    "sdk/java/pom.xml": /<version>(.*)<\/version>/,
    "sdk/java/src/main/resources/io/github/pulumihuaweicloud/huaweicloud-hss/version.txt": /^(.*)$/m,
    "sdk/go/huaweicloudhss/pulumi-plugin.json": /"version": "(.*)"/,
    "sdk/go/huaweicloudhss/internal/pulumiUtilities.go": /semver\.MustParse\("(.*)"\)/,
    "examples/go-inventory/go.mod": /\/sdk v(\S+)$/m,
  };
  for (const [path, pattern] of Object.entries(places)) {
    it(`is the same in ${path}`, async () => {
      assert.equal(pattern.exec(await read(path))?.[1], version);
    });
  }

  it("is named in the reports, with the name and the homepage", () => {
    const { name, homepage } = packageJson;
    assert.deepEqual(reportTool, { name, version, homepage });
  });

  it("has a heading with a date in the changelog", async () => {
    const headings = [...(await read("CHANGELOG.md")).matchAll(/^## \[(.+?)\]( - (\d{4}-\d{2}-\d{2}))?$/gm)];
    const names = headings.map(([, name]) => name);
    assert.equal(names[0], "Unreleased");
    assert.ok(names.includes(version), `there is no heading for ${version} among ${names.join(", ")}`);
    for (const [heading, name, , date] of headings.slice(1)) {
      assert.match(name ?? "", /^\d+\.\d+\.\d+$/);
      assert.ok(date, `${heading} has no date`);
    }
  });
});
