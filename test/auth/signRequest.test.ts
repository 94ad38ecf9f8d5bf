import assert from "node:assert/strict";
import { AKSKSigner } from "@huaweicloud/huaweicloud-sdk-core/auth/AKSKSigner.js";
import fc from "fast-check";
import { signRequest, type AccessKeys } from "../../src/auth/signRequest.js";
import { encodeQuery, type HttpRequest } from "../../src/http/httpRequest.js";

const NOW = new Date("2026-01-02T03:04:05.678Z");
const STAMP = "20260102T030405Z";

/** The vendor's signature of the same request, given the same headers. */
function vendorAuthorization(request: HttpRequest, keys: AccessKeys): string {
  const headers = {
    ...request.headers,
    "X-Sdk-Date": STAMP,
    ...(keys.securityToken === undefined ? {} : { "X-Security-Token": keys.securityToken }),
  };
  const theirs = {
    endpoint: request.origin + request.path,
    method: request.method,
    headers,
    queryParams: Object.fromEntries(request.query),
    data: request.body === undefined ? undefined : (JSON.parse(request.body) as unknown),
  };
  const credential = { getAk: () => keys.accessKey, getSk: () => keys.secretKey };
  const signed = AKSKSigner.sign(theirs, credential as never) as Record<string, string>;
  return signed.Authorization ?? "";
}

const name = fc.stringMatching(/^[a-z][a-z_]{0,15}$/);
const odd = fc.oneof(
  fc.string({ unit: "binary", maxLength: 30 }),
  fc.constantFrom("", " ", "a  b", "100%", "é", "+", "#x", "nginx&limit=1", "!'()*", "~-._", "😀", "a=b;c"),
);
/** Without outer white space, which no server gets to see. */
const headerValue = fc.oneof(
  fc.string({ unit: "grapheme-ascii", maxLength: 20 }).map((value) => value.trim()),
  fc.constantFrom("", "a  b", "a, b", 'x;y="z"', "é", "日本"),
);
const requests = fc.record({
  method: fc.constantFrom("GET" as const, "POST" as const),
  origin: fc.constantFrom("https://hss.cn-north-4.myhuaweicloud.com", "http://127.0.0.1:8080"),
  path: fc
    .array(fc.stringMatching(/^[A-Za-z0-9._~-]{1,12}$/), { minLength: 1, maxLength: 5 })
    .map((parts) => `/${parts.join("/")}`),
  query: fc.dictionary(name, odd, { maxKeys: 6 }).map((query) => Object.entries(query)),
  headers: fc.record(
    {
      region: fc.oneof(fc.stringMatching(/^[a-z0-9-]{1,12}$/), headerValue),
      "content-type": fc.constant("application/json;charset=utf8"),
      "x-language": headerValue,
    },
    { requiredKeys: ["region"] },
  ),
  purpose: fc.constant(""),
});
const keys = fc.record(
  {
    accessKey: fc.stringMatching(/^[A-Z0-9]{20}$/),
    secretKey: fc.stringMatching(/^[A-Za-z0-9]{40}$/),
    securityToken: fc.stringMatching(/^[A-Za-z0-9+=]{10,60}$/),
  },
  { requiredKeys: ["accessKey", "secretKey"] },
);

describe("signRequest", () => {
  it("signs 2,000 generated requests exactly like the vendor's signer", () => {
    fc.assert(
      fc.property(requests, keys, fc.option(fc.jsonValue({ maxDepth: 2 })), (request, pair, data) => {
        // The vendor's signer takes a body only as a value that is true in JavaScript's sense.
        const withBody = request.method === "POST" && data ? { ...request, body: JSON.stringify(data) } : request;
        assert.equal(signRequest(withBody, pair, NOW).headers.authorization, vendorAuthorization(withBody, pair));
      }),
      { numRuns: 2000 },
    );
  });

  it("keeps the request's own headers and adds host, date and security token", () => {
    const request: HttpRequest = {
      method: "GET",
      origin: "https://hss.example",
      path: "/v5/p/image/local/hosts",
      query: [],
      headers: { region: "cn-north-4" },
      purpose: "",
    };
    const { headers } = signRequest(request, { accessKey: "AK", secretKey: "SK", securityToken: "ST" }, NOW);
    assert.deepEqual(
      { ...headers, authorization: "" },
      { region: "cn-north-4", host: "hss.example", "x-sdk-date": STAMP, "x-security-token": "ST", authorization: "" },
    );
  });
});

describe("encodeQuery", () => {
  it("delivers every value to the server unchanged", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (value) => {
        const [[, arrived] = []] = new URL(`http://h/?${encodeQuery([["image_name", value]])}`).searchParams;
        assert.equal(arrived, value);
      }),
    );
  });
});
