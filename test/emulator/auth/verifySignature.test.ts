import assert from "node:assert/strict";
import fc from "fast-check";
import { startEmulator, type Emulator } from "../../../src/emulator/emulator.js";
import { ask, HOSTS, queryOf, signed, type Headers } from "../emulatorClient.js";

const value = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 20 }),
  fc.constantFrom("", " ", "a  b", "100%", "é", "+", "#x", "a&b=c", "~!'()*", "a?b", "日本", "😀", "%zz", "%2B", '"\\'),
);
const name = fc.oneof(
  fc.stringMatching(/^x[a-z_]{0,10}$/),
  fc.constantFrom("x-y", "x.y", "x y", "xé", "x?", "x&", "X"),
);
const params = fc.dictionary(name, value, { maxKeys: 5, noNullPrototype: true });

/** The text with one character made another. */
const changed = (text: string, at: number) => {
  const characters = Array.from(text);
  const index = at % characters.length;
  return characters.with(index, characters[index] === "0" ? "1" : "0").join("");
};

describe("verifySignature", () => {
  let emulator: Emulator;

  before(async () => {
    emulator = await startEmulator({ hosts: 1 });
  });
  after(() => emulator.close());

  const statusOf = async (query: Record<string, string>, headers: Headers, path = HOSTS) =>
    (await ask(emulator, `${path}?${queryOf(query)}`, { headers })).status;

  it("accepts the vendor's signatures for any query and headers", async () => {
    const header = fc.constantFrom("cn-north-4", "a  b", "a, b", "é", 'x;y="z"');
    await fc.assert(
      fc.asyncProperty(params, header, async (query, region) => {
        const headers = signed(emulator, { params: query, headers: { region } });
        assert.equal(await statusOf(query, headers), 200);
      }),
      { numRuns: 300 },
    );
  });

  it("accepts the vendor's signatures for any order of the query", async () => {
    const query = { xb: "1", "x-c": "2", xa: "3", x: "4", "x.": "5", xé: "6", X: "7", "x~": "8" };
    const headers = signed(emulator, { params: query });
    assert.equal(await statusOf(Object.fromEntries(Object.entries(query).reverse()), headers), 200);
  });

  it("accepts the vendor's signature of a repeated name, and of a path with unusual characters", async () => {
    const headers = signed(emulator, { params: { x: ["b", "a"] as unknown as string } });
    assert.equal((await ask(emulator, `${HOSTS}?x=b&x=a`, { headers })).status, 200);
    const path = "/v5/a:b@c/image/local/hosts";
    assert.equal(await statusOf({}, signed(emulator, { path }), path), 403, "past the signature, to the project");
  });

  it("accepts the vendor's signature of punctuation in a query that was not encoded", async () => {
    const headers = signed(emulator, { params: { x: "a?b=c", y: "" } });
    assert.equal((await ask(emulator, `${HOSTS}?x=a?b=c&y`, { headers })).status, 200);
  });

  it("refuses one changed character in the query", async () => {
    const oneMore = fc.tuple(params, name, value.filter(Boolean), fc.nat());
    await fc.assert(
      fc.asyncProperty(oneMore, async ([others, key, text, at]) => {
        const query = { ...others, [key]: text };
        const headers = signed(emulator, { params: query });
        assert.equal(await statusOf({ ...query, [key]: changed(text, at) }, headers), 401);
      }),
      { numRuns: 150 },
    );
  });

  it("refuses one changed character in any header", async () => {
    const headers = signed(emulator, { headers: { "X-Other": "other" } });
    assert.equal(await statusOf({}, headers), 200);
    for (const [header, text] of Object.entries(headers)) {
      // The fixed words of the authorization header take more than a changed character to be another signature.
      const from = header === "Authorization" ? text.indexOf("Access=") + "Access=".length : 0;
      for (let at = from; at < text.length; at += 1) {
        assert.equal(await statusOf({}, { ...headers, [header]: changed(text, at) }), 401, `${header} at ${at}`);
      }
    }
  });

  it("refuses another path, method, body or key", async () => {
    const path = "/v3.0/OS-CREDENTIAL/securitytokens";
    const data = { auth: { identity: { methods: ["assume_role"] } } };
    const headers = signed(emulator, { method: "POST", path, data });
    const send = (body: unknown, given = headers) => ask(emulator, path, { method: "POST", headers: given, body });
    assert.equal((await send(data)).status, 404, "past the signature, to the agency");
    assert.equal((await send(`${JSON.stringify(data)} `)).status, 401);
    assert.equal((await send("")).status, 401);
    const asGet = signed(emulator, { path, data });
    assert.equal((await send(data, asGet)).status, 401);
    const elsewhere = signed(emulator, { path: HOSTS.replace("hosts", "host") });
    assert.equal(await statusOf({}, elsewhere), 401);
    const otherKey = { ak: "EMULATEDACCESSKEY001", sk: "emulated-secret-key-0000000000000000002" };
    assert.equal(await statusOf({}, signed(emulator, { keys: otherKey })), 401);
  });

  const malformed: [what: string, change: (authorization: string) => string, problem: RegExp][] = [
    ["another scheme", () => "Basic dXNlcjpwYXNz", /: authorization header is not SDK-HMAC-SHA256$/],
    ["no signature", (text) => text.replace(/, Signature=.*/, ""), /: authorization header is not SDK-HMAC-SHA256$/],
    ["an unsigned date", (text) => text.replace(";x-sdk-date", ""), /: x-sdk-date is not signed$/],
    ["headers out of order", (text) => text.replace("host;region", "region;host"), /: SignedHeaders are not sorted/],
    ["headers in upper case", (text) => text.replace("host;", "HOST;"), /: SignedHeaders are not sorted/],
    ["headers that did not come", (text) => text.replace("host;", "constructor;host;"), /\|constructor:\|host:/],
  ];
  for (const [what, change, problem] of malformed) {
    it(`refuses ${what}`, async () => {
      const headers = signed(emulator);
      headers.Authorization = change(headers.Authorization ?? "");
      const { status, body } = await ask(emulator, HOSTS, { headers });
      assert.equal(status, 401);
      assert.match(body.error_msg ?? "", problem);
    });
  }

  it("refuses a query with a wrong encoding, and a plus that was signed as a space", async () => {
    const headers = signed(emulator, { params: { x: "a b" } });
    const status = async (query: string) => (await ask(emulator, `${HOSTS}?${query}`, { headers })).status;
    assert.equal(await status("x=a%20b"), 200);
    assert.equal(await status("x=a+b"), 401);
    assert.equal(await status("x=a%2"), 401);
  });
});
