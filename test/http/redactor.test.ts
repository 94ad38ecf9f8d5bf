import assert from "node:assert/strict";
import { Redactor } from "../../src/http/redactor.js";

describe("Redactor", () => {
  it("strikes known secrets as they are, URL-encoded, in JSON and in base64", () => {
    const redactor = new Redactor();
    const secret = 'p"ss/w+rd (ü)?>';
    redactor.add(secret);
    const base64 = Buffer.from(secret).toString("base64");
    const forms = [
      secret,
      encodeURIComponent(secret),
      encodeURIComponent(secret).replaceAll("(", "%28").replaceAll(")", "%29"),
      encodeURIComponent(secret).replace(/%../g, (byte) => byte.toLowerCase()),
      JSON.stringify(secret),
      base64,
      base64.replace(/=+$/, ""),
      Buffer.from(secret).toString("base64url"),
    ];
    for (const form of forms) {
      assert.match(redactor.strike(`before ${form} after`), /^before "?\[redacted\]=*"? after$/, form);
    }
  });

  it("strikes headers and signatures that a gateway echoes, even if they are not known secrets", () => {
    const redactor = new Redactor();
    const echo =
      "Incorrect IAM authentication information: canonical request: GET\n/v5/p/\n\nx-auth-token:MIIabc+def==\n" +
      "X-Security-Token: tok123\nAuthorization: SDK-HMAC-SHA256 Access=AKID123, SignedHeaders=host;x-sdk-date, Signature=0a1b2c";
    const shown = redactor.redact(echo);
    for (const secret of ["MIIabc", "def==", "tok123", "AKID123", "0a1b2c"]) assert.ok(!shown.includes(secret), shown);
    assert.ok(shown.startsWith("Incorrect IAM authentication information"), shown);
    // Some echo the headers as they would stand in a query.
    const encoded = redactor.redact(encodeURIComponent(echo));
    for (const secret of ["MIIabc", "def", "tok123", "AKID123", "0a1b2c"])
      assert.ok(!encoded.includes(secret), encoded);
  });

  it("strikes keys by their names, in answers that could not be parsed", () => {
    const names = ["access", "secret", "securitytoken", "accessKeyId", "secretAccessKey", "secret_key", "password"];
    const shown = new Redactor().redact(names.map((name, index) => `"${name}":"canary${index}"`).join(","));
    assert.ok(!shown.includes("canary"), shown);
  });

  it("does not let a server forge lines or colours", () => {
    const shown = new Redactor().redact("bad\r\n\u001b[31mError: all is lost\u001b[0m\u202e");
    assert.equal(/[\p{Cc}\p{Cf}]/u.test(shown), false, JSON.stringify(shown));
  });

  it("cuts long text, and says so", () => {
    const shown = new Redactor().redact("x".repeat(5000));
    assert.ok(shown.length < 700);
    assert.ok(shown.endsWith("… (5000 characters)"));
  });

  it("does not strike text that is too short to be a secret", () => {
    const redactor = new Redactor();
    redactor.add("");
    redactor.add("a");
    assert.equal(redactor.strike("a cat"), "a cat");
  });
});
