import assert from "node:assert/strict";
import provider from "@pulumi/pulumi/proto/provider_pb.js";
import { z } from "zod";
import { checkAnswerSize } from "../../src/plugin/checkAnswerSize.js";
import { EncodedItems } from "../../src/plugin/encodedItems.js";
import { EngineLog } from "../../src/plugin/engineLog.js";
import { ProviderService } from "../../src/plugin/providerService.js";
import { invokeRequest } from "../support/providerProcess.js";

const MIB = Buffer.alloc(2 ** 20);
const mebibytes = (count: number) => Array<Buffer>(count).fill(MIB);

describe("checkAnswerSize", () => {
  it("accepts an answer of 400 MiB, which is the most that Pulumi takes", () => {
    checkAnswerSize("getLocalImageHosts", mebibytes(400));
  });

  it("refuses one byte more, and says what to do", () => {
    assert.throws(
      () => {
        checkAnswerSize("getLocalImageHosts", [...mebibytes(400), Buffer.alloc(1)]);
      },
      {
        name: "AnswerSizeError",
        message:
          "The answer of getLocalImageHosts has 419,430,401 bytes, but Pulumi takes at most 419,430,400.\nNarrow the filters, or read the list page by page with the client.",
      },
    );
  });

  it("is made of every answer of a provider", async () => {
    const getMuch = {
      name: "getMuch",
      description: "Returns 401 MiB.",
      input: z.strictObject({}),
      output: z.object({}),
      run: () => Promise.resolve({ list: [new EncodedItems(mebibytes(401))] }),
    };
    const service = new ProviderService(
      { name: "huaweicloud-hss", version: "0.0.0", configuration: z.object({}), functions: [getMuch], metadata: {} },
      { env: {}, log: new EngineLog(), createContext: () => Promise.resolve({}) },
    );
    const { configure, invoke } = service.handlers();
    const { signal } = new AbortController();
    await configure(new provider.ConfigureRequest(), signal);
    await assert.rejects(invoke(invokeRequest("getMuch", {}), signal), {
      name: "AnswerSizeError",
      message: /^The answer of getMuch has 420,479,006 bytes, but Pulumi takes at most 419,430,400\.\n/,
    });
  });
});
