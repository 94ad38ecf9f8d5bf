import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { status } from "@grpc/grpc-js";
import { startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { sendReply } from "../../src/emulator/server/reply.js";
import { isKnownCode } from "../../src/http/adviceFor.js";
import { statusOf } from "../../src/plugin/statusOf.js";
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

  it("names in each section the gRPC status of its error", async () => {
    const sections = page.split(/^### /m).slice(1);
    assert.equal(sections.length, Object.keys(errorExamples).length - 1, "the one for IAM is in that of ApiError");
    for (const [anchor, make] of Object.entries(errorExamples)) {
      const error = await make();
      const section = sections.find((text) => text.includes(error.message)) ?? assert.fail(anchor);
      const [, statuses = ""] = /^gRPC status: ([^]*?)\.\n\n/m.exec(section) ?? [];
      assert.ok(statuses.includes(`\`${status[statusOf(error)]}\``), `${anchor}: ${statuses}`);
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
    type Case = [ends: string, settings: Record<string, unknown>, status: number, body: object];
    const refusals: Record<string, Case> = {
      hss0013: ["PERMISSION_DENIED", {}, 400, { error_code: "HSS.0013", error_msg: "no" }],
      apigw0301: ["UNAUTHENTICATED", {}, 401, { error_code: "APIGW.0301", error_msg: "no" }],
      apierror: ["INVALID_ARGUMENT", {}, 400, { error_code: "HSS.4711", error_msg: "no" }],
      quotaerror: ["RESOURCE_EXHAUSTED", {}, 429, { error_code: "APIGW.0308", error_msg: "no" }],
      responseshapeerror: ["UNAVAILABLE", {}, 200, {}],
      networkerror: ["UNAVAILABLE", { endpoint: "http://127.0.0.1:1" }, 200, {}],
      autherror: ["UNAUTHENTICATED", { token: undefined }, 200, {}],
    };
    for (const [anchor, [ends, settings, answered, body]] of Object.entries(refusals)) {
      it(`with #${anchor}, once, on the last line of a call that ends ${ends}`, async () => {
        refusedWith(answered, body);
        const given = Object.entries(emulated(emulator, settings)).filter(([, value]) => value !== undefined);
        plugin = await ProviderProcess.configured(Object.fromEntries(given));
        const { status: ended, message } = await plugin.failing("getLocalImageHosts");
        assert.equal(ended, ends);
        assert.match(message, new RegExp(`\\nSee https://github\\.com/\\S+/docs/errors\\.md#${anchor}$`));
        assert.equal(message.match(/errors\.md/g)?.length, 1);
        assert.ok(anchors.includes(anchor));
      });
    }
  });
});
