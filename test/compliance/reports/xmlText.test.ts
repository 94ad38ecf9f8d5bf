import assert from "node:assert/strict";
import { xmlText } from "../../../src/compliance/reports/xmlText.js";

describe("xmlText", () => {
  it("escapes markup and keeps white space from being folded in attributes", () => {
    assert.equal(xmlText(`<a b="c" d='e'>&\t\n\r`), "&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;&#9;&#10;&#13;");
  });

  it("replaces what XML cannot hold, escaped or not", () => {
    assert.equal(xmlText("\0\x01\x08\x0b\x0c\x1f\x7f\x9f\ufffe\uffff\ud800"), "\ufffd".repeat(11));
  });

  it("leaves the rest as it is", () => {
    assert.equal(xmlText("日本語 🐳 naïve"), "日本語 🐳 naïve");
  });
});
