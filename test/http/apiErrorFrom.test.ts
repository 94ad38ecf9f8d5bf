import assert from "node:assert/strict";
import { apiErrorFrom } from "../../src/http/apiErrorFrom.js";
import { Redactor } from "../../src/http/redactor.js";

const answered = (text: string, redactor = new Redactor()) =>
  apiErrorFrom([], { statusCode: 400, headers: {}, text }, redactor, 0);

describe("an error made from an answer", () => {
  it("contains the text of a page without its markup", () => {
    const { message } = answered("<html><style>p { color: red }</style><p>Proxy login</p><script>go()</script></html>");
    assert.match(message, /\n {2}server said: "Proxy login"$/);
  });

  it("is about the quota when a gateway reports a used-up quota with HTTP 403", () => {
    const text = '{"error_code":"APIGW.0308","error_msg":"limit:5,time:1 minute"}';
    const error = apiErrorFrom([], { statusCode: 403, headers: {}, text }, new Redactor(), 0);
    assert.deepEqual(
      [error.name, error.statusCode, error.summary],
      ["QuotaError", 429, "The request quota is used up."],
    );
  });

  // Each would keep the process busy for minutes, and deaf to being cancelled.
  it("is made quickly even from a page that contains only unfinished tags", () => {
    assert.match(answered("<".repeat(400_000)).message, /^The server refused the request as invalid\./);
    assert.match(answered("<style".repeat(400_000)).message, /^The server refused the request as invalid\./);
  }).timeout(10_000);

  it("does not parse deeply nested brackets, which would take gigabytes as objects", () => {
    const deep = `{"error_msg":"deep","x":${"[".repeat(200_000)}${"]".repeat(200_000)}}`;
    // Read as the object that it is, it would say no more than "deep".
    assert.match(answered(deep).message, /\[\[\[\[/);
  });

  it("quotes the server in its code, message and request ID", () => {
    const redactor = new Redactor();
    redactor.add("canary-secret-0001");
    const said = `no\n\u001b[2J canary-secret-0001 password=unknown ${"x".repeat(300)}`;
    const error = answered(JSON.stringify({ error_code: said, error_msg: said, request_id: said }), redactor);
    const quoted = redactor.quote(said);
    assert.match(quoted, /^no \ufffd\[2J \[redacted\] password=\[redacted\] x+…$/);
    assert.deepEqual([error.errorCode, error.serverMessage, error.requestId], [quoted, quoted, quoted]);
  });

  it("shows no part of a secret at the place where a long page is cut", () => {
    const redactor = new Redactor();
    redactor.add("canary-secret-0001");
    for (let before = 16_360; before < 16_384; before++) {
      const { message } = answered(`${"<br />".padEnd(before)}canary-secret-0001`, redactor);
      assert.ok(!message.includes("can"), message);
    }
  });
});
