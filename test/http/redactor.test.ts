import assert from "node:assert/strict";
import { printable } from "../../src/errors/printable.js";
import { Redactor } from "../../src/http/redactor.js";
import { ENCODINGS, SECRET_FORMS } from "../support/secretForms.js";

/** Of each kind of character that some encoding writes in another way. */
const SECRETS = [
  'p"ss/w+rd (ü)?>',
  'canary pass/word+"0001"&é',
  "MIIabcDEF+ghi/JKL==",
  "a\\nb'c<d>e/f%g&amp;h%41i\\",
  "AKIDEXAMPLE0001",
  "\ud83d\udc33 whale ++ \u4e2d\u6587 ~end",
];

/** A text as it is, and in each encoding that is not on top of another. */
const ONCE_ENCODED = [
  (text: string) => text,
  ...Object.entries(ENCODINGS).flatMap(([name, write]) => (name.includes(", then ") ? [] : [write])),
];

function redactorOf(...secrets: string[]): Redactor {
  const redactor = new Redactor();
  secrets.forEach((secret) => {
    redactor.add(secret);
  });
  return redactor;
}

describe("Redactor", () => {
  for (const [form, write] of Object.entries(SECRET_FORMS)) {
    it(`takes out secrets ${form}`, () => {
      for (const secret of SECRETS) {
        const written = write(secret);
        const shown = redactorOf(...SECRETS).redact(`before ${written} after`);
        // In base64, a longer text shares characters with the secret.
        const [, left = written] = /^before ([^ ]*\[redacted\][^ ]*) after$/.exec(shown) ?? [];
        const most = form.includes("base64") ? written.length - secret.length : 0;
        assert.ok(left.length - "[redacted]".length <= most, `${secret}: ${shown}`);
      }
    });
  }

  it("takes out secrets that overlap, and several in one text", () => {
    const redactor = redactorOf("canary-one", "one-canary", "canary");
    assert.equal(redactor.redact("a canary-one-canary b canary c"), "a [redacted] b [redacted] c");
  });

  it("takes out a secret that ends with a backslash, which JSON doubles", () => {
    assert.equal(redactorOf("can/ary\\").redact('{"a":"can\\/ary\\\\"}'), '{"a":"[redacted]\\\\"}');
  });

  it("takes out a secret that consists mostly of blanks", () => {
    assert.equal(redactorOf("a+b+", " + ++").redact("an a+b+ and a  + ++."), "an [redacted] and a [redacted].");
  });

  it("takes out the beginning of a secret where a text was cut", () => {
    const redactor = redactorOf("canary/secret/0001");
    for (const cut of ["canary/s", "canary%2Fsecret", "canary/secret/000"]) {
      assert.equal(redactor.redact(`token: ${cut}`), "token: [redacted]", cut);
    }
    const base64 = Buffer.from("canary/secret/0001").toString("base64");
    assert.equal(redactor.redact(`token: ${base64.slice(0, 15)}`), "token: [redacted]");
    assert.equal(redactor.redact("a bird named canary"), "a bird named canary");
  });

  it("takes out secrets that printable has changed", () => {
    for (const secret of ["pass##[word]", "::pass::word", "pass\u0007\u200dword", "pa\nss\tword"]) {
      assert.equal(redactorOf(secret).redact(printable(`a ${secret} b`)), "a [redacted] b", JSON.stringify(secret));
    }
  });

  it("leaves other text unchanged", () => {
    const text = 'GET /v5/%2525?a=b+c&amp;d\r\n\t{\\"x\\":"\\u00e9\\\\"} \ud800 &unknown; 100% &#1114112; \\';
    assert.equal(redactorOf(...SECRETS).redact(text), text);
  });

  it("reads hostile text in linear time", () => {
    const redactor = redactorOf(...["a", "%", "&amp;", "\\", "+ ", "%25"].map((part) => `${part.repeat(3000)}canary`));
    const slow = ["a", "%", "%25", "&", "&amp;", "&#1", "\\", "\\u", "\\\\u00", "+ ", "authorization ", "password: "];
    for (const part of slow) {
      const text = `${part.repeat(1_000_000 / part.length)}.`;
      assert.ok(redactor.redact(text) === text, part);
      assert.ok(redactor.quote(text).length <= 200, part);
    }
  }).timeout(20_000);

  it("takes out headers and signatures that a gateway echoes, even if they are not known secrets", () => {
    const echo =
      "Incorrect IAM authentication information: canonical request: GET\n/v5/p/\n\nx-auth-token:MIIabc+def==\n" +
      "X-Security-Token: tok123\nAuthorization: SDK-HMAC-SHA256 Access=AKID123, SignedHeaders=host;x-sdk-date, Signature=0a1b2c";
    for (const part of echo.split(/\n+/)) {
      for (const write of ONCE_ENCODED) {
        const shown = new Redactor().quote(write(part));
        for (const secret of ["MIIabc", "def", "tok123", "AKID123", "0a1b2c"])
          assert.ok(!shown.includes(secret), shown);
      }
    }
    assert.match(new Redactor().quote(echo), /^Incorrect IAM authentication information: canonical request: GET/);
  });

  it("takes out keys by their names, in answers that could not be parsed", () => {
    const names = ["access", "secret", "securitytoken", "accessKeyId", "secretAccessKey", "secret_key", "password"];
    names.push("X-Auth-Token", "authorization");
    for (const name of names) {
      for (const text of [JSON.stringify({ [name]: "canary01" }), `${name}=canary01`, `${name} = 'canary01'`]) {
        for (const write of ONCE_ENCODED) {
          const shown = new Redactor().quote(write(text));
          assert.ok(!shown.includes("canary"), shown);
        }
      }
    }
  });

  it("does not let a server forge lines or colours", () => {
    const shown = new Redactor().quote("bad\r\n\u001b[31mError: all is lost\u001b[0m\u202e");
    assert.equal(shown, "bad \ufffd[31mError: all is lost\ufffd[0m\ufffd");
  });

  it("cuts long text", () => {
    assert.equal(new Redactor().quote("x".repeat(5000)), `${"x".repeat(199)}…`);
    assert.equal(new Redactor().quote("x".repeat(200)), "x".repeat(200));
  });

  it("reads only the beginning of a long text", () => {
    assert.equal(new Redactor().quote(`${" ".repeat(16_383)}x and more`), "x");
  });

  it("does not take out text that is too short to be a secret", () => {
    assert.equal(redactorOf("", "a").redact("a cat"), "a cat");
  });
});
