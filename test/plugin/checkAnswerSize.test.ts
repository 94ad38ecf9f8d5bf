import assert from "node:assert/strict";
import { checkAnswerSize } from "../../src/plugin/checkAnswerSize.js";

const MIB = Buffer.alloc(2 ** 20);

describe("checkAnswerSize", () => {
  it("accepts an answer of 400 MiB, which is the most that Pulumi takes", () => {
    checkAnswerSize("getLocalImageHosts", Array<Buffer>(400).fill(MIB));
  });

  it("refuses one byte more, and says what to do", () => {
    assert.throws(
      () => {
        checkAnswerSize("getLocalImageHosts", [...Array<Buffer>(400).fill(MIB), Buffer.alloc(1)]);
      },
      {
        name: "AnswerSizeError",
        message:
          "The answer of getLocalImageHosts has 419,430,401 bytes, but Pulumi takes at most 419,430,400.\nNarrow the filters, or read the list page by page with the client.",
      },
    );
  });
});
