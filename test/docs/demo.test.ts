import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { run } from "../support/run.js";
import { allBlocks } from "./codeBlocks.js";

describe("npm run demo, without pulumi on the PATH,", function () {
  this.timeout(60_000);
  const reports: string[] = [];

  after(async () => {
    for (const report of reports) await rm(dirname(report), { recursive: true });
  });

  const demo = async (...args: string[]) => {
    const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => !existsSync(join(folder, "pulumi")));
    const printed = await run(process.execPath, ["--import", "tsx", "scripts/demoProgram.ts", ...args], {
      env: { ...process.env, PATH: folders.join(delimiter) },
    });
    const [, report = ""] = /^Open it in a browser: (.*)$/m.exec(printed) ?? [];
    reports.push(report);
    return { printed, report: readFileSync(report, "utf8") };
  };

  it("prints what the README shows, and writes the report", async () => {
    const [shown] = allBlocks().filter(({ path, language }) => path === "README.md" && language === "text");
    const { printed, report } = await demo();
    assert.match(shown?.text ?? "", /^3 of them hold log4j-demo/);
    assert.ok(printed.includes(shown?.text ?? ""), printed);
    assert.match(report, /prod-cache-00209/);
    assert.match(printed, /^\$ pulumi do huaweicloud-hss:getLocalImageHostCount --image-name log4j-demo$/m);
  });

  it("asks about the image that it is given", async () => {
    const { printed, report } = await demo("--image", "not-there");
    assert.match(printed, /^0 of them hold not-there\.$/m);
    assert.match(printed, /^Yes: no server holds not-there, so the deployment goes on\.$/m);
    assert.doesNotMatch(report, /prod-cache-00209/);
  });
});
