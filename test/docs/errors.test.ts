import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { sendReply } from "../../src/emulator/server/reply.js";
import { isKnownCode } from "../../src/http/adviceFor.js";
import { emulated } from "../support/emulated.js";
import { errorExamples } from "../support/errorExamples.js";
import { ProviderProcess } from "../support/providerProcess.js";

const SERVICES = ["HSS", "APIGW", "APIG", "IAM", "CBC"];

describe("docs/errors.md", () => {
  let page: string;
  let anchors: string[];

  const anchorsIn = (text: string) => {
    const headings = [...text.matchAll(/^#+ (\w+)$/gm)].map(([, heading]) => (heading as string).toLowerCase());
    return [...headings, ...[...text.matchAll(/<a id="([^"]+)">/g)].map(([, id]) => id as string)];
  };

  before(async () => {
    page = await readFile("docs/errors.md", "utf8");
    anchors = anchorsIn(page);
  });

  it("shows a real error message in each section", async () => {
    const parts = page.split(/^```text\n([^]*?)\n```$/m);
    const blocks = parts.filter((_, index) => index % 2 === 1);
    const examples = await Promise.all(
      Object.entries(errorExamples).map(async ([anchor, make]) => ({ anchor, error: await make() })),
    );
    assert.deepEqual(
      blocks,
      examples.map(({ error }) => error.message),
    );
    for (const [index, { anchor, error }] of examples.entries()) {
      const section = anchorsIn(parts[2 * index] ?? "");
      assert.ok(section.includes(anchor), `${anchor} is not the section of its example`);
      // The login is refused without a code of its own.
      if (anchor !== "iam") assert.ok(section.includes(error.anchor), `${error.anchor} is another section`);
    }
  });

  it("has a section for each error class, and for nothing else", async () => {
    // Each file has the name of its class, which is what the link is made from.
    const others = ["describeError.ts", "hssError.ts"];
    const modules = (await readdir("src/errors")).filter((name) => name.endsWith("Error.ts") && !others.includes(name));
    const classes = modules.map((name) => name.replace(/\.ts$/, "").toLowerCase());
    assert.deepEqual(anchors.filter((anchor) => anchor.endsWith("error")).sort(), classes.sort());
  });

  it("has an anchor for each code with its own advice, and for no other", () => {
    const numbers = Array.from({ length: 10_000 }, (_, number) => String(number).padStart(4, "0"));
    const known = SERVICES.flatMap((service) => numbers.map((number) => `${service}.${number}`)).filter(isKnownCode);
    assert.ok(known.length > 5);
    assert.deepEqual(
      anchors.filter((anchor) => /\d{4}$/.test(anchor)).sort(),
      known.map((code) => code.toLowerCase().replace(".", "")).sort(),
    );
  });

  describe("is the target of the links in the executable's errors", () => {
    let emulator: Emulator;
    let plugin: ProviderProcess | undefined;

    before(async () => {
      emulator = await startEmulator({ hosts: 3 });
    });
    afterEach(() => plugin?.stop());
    after(() => emulator.close());

    const refusedWith = (status: number, body: object) => {
      emulator.intercept = ({ response, requestId }) => {
        sendReply(response, requestId, { status, body });
        return true;
      };
    };
    const refusals: Record<string, [settings: Record<string, unknown>, status: number, body: object]> = {
      hss0013: [{}, 400, { error_code: "HSS.0013", error_msg: "no" }],
      apigw0301: [{}, 401, { error_code: "APIGW.0301", error_msg: "no" }],
      apierror: [{}, 400, { error_code: "HSS.4711", error_msg: "no" }],
      quotaerror: [{}, 429, { error_code: "APIGW.0308", error_msg: "no" }],
      responseshapeerror: [{}, 200, {}],
      networkerror: [{ endpoint: "http://127.0.0.1:1" }, 200, {}],
      autherror: [{ token: undefined }, 200, {}],
    };
    for (const [anchor, [settings, status, body]] of Object.entries(refusals)) {
      it(`with #${anchor}, once, on the last line`, async () => {
        refusedWith(status, body);
        const given = Object.entries(emulated(emulator, settings)).filter(([, value]) => value !== undefined);
        plugin = await ProviderProcess.configured(Object.fromEntries(given));
        const { reason } = await plugin.failing("getLocalImageHosts");
        assert.match(reason, new RegExp(`\\nSee https://github\\.com/\\S+/docs/errors\\.md#${anchor}$`));
        assert.equal(reason.match(/errors\.md/g)?.length, 1);
        assert.ok(anchors.includes(anchor));
      });
    }
  });
});
