import assert from "node:assert/strict";
import { verifySignature } from "../../src/emulator/auth/verifySignature.js";
import { EMULATED_REGION, startEmulator } from "../../src/emulator/emulator.js";
import type { Exchange } from "../../src/emulator/server/exchange.js";
import { signingTime, signRequest } from "../../src/auth/signRequest.js";
import type { HttpRequest } from "../../src/http/httpRequest.js";
import { localImageContainers } from "../../src/hss/localImageContainers.js";
import { localImageHosts } from "../../src/hss/localImageHosts.js";
import { localImages } from "../../src/hss/localImages.js";
import { PYTHON } from "../support/available.js";
import { ProviderProcess } from "../support/providerProcess.js";
import { startRecordingServer, type RecordingServer } from "./recordingServer.js";
import { askVendorSdk, installVendorSdk, type SdkCall, type SdkOperation } from "./vendorSdk.js";
import { KEYS, withKeys } from "./withKeys.js";

/** Each filter once. */
const HOST_FILTERS = {
  imageName: "nginx",
  imageVersion: "1.25.3",
  imageDigest: "sha256:5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef",
  hostName: "prod-web-00001",
  agentId: "1c1d073c5fc403eb0d9c3088bc49da4e",
};
const CONTAINER_FILTERS = {
  imageName: "nginx",
  imageVersion: "1.25.3",
  imageDigest: "sha256:5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef",
  containerId: "a5f1c0de",
  agentId: "1c1d073c5fc403eb0d9c3088bc49da4e",
};
const IMAGE_FILTERS = {
  imageName: "nginx",
  imageVersion: "1.25.3",
  localImageType: "swr_image",
  imageSize: 8_589_934_592,
  scanStatus: "waiting_for_scan",
  hasVul: true,
  hasContainer: false,
  startLatestUpdateTime: 1_767_225_600_000,
  endLatestUpdateTime: 1_767_225_600_001,
  startLatestScanTime: 0,
  endLatestScanTime: 4_070_880_000_000,
  hostName: "prod-web-00001",
  hostId: "9ad79426-992c-4be4-a2d1-dfd3a75b7c14",
  hostIp: "10.0.0.7",
  containerId: "a5f1c0de",
  containerName: "nginx-a5f1c0",
  podId: "0e5cbd8c-4d5f-4a8b-9d0e-0f1e2d3c4b5a",
  podName: "nginx-a5f1c0-pod",
  appName: "openssl",
};
const ODD_NAMES = [
  "100%",
  "a+b",
  "x&y=z",
  "生产",
  "two  words",
  " outer ",
  "~-._!'()*",
  "#?/;:@,$[]{}|^`",
  '"\\<>',
  "😀",
  "%2B",
];
const ENTERPRISE_PROJECTS = ["0", "all_granted_eps", "5a1ee5b2-3f0c-4c8f-9c5e-6f8d0a7b1c2d"];

const LISTS = [
  ["getLocalImageHosts", "ListLocalImageHosts", HOST_FILTERS, localImageHosts],
  ["getLocalImages", "ListImageLocal", IMAGE_FILTERS, localImages],
  ["getLocalImageContainers", "ListLocalImageContainers", CONTAINER_FILTERS, localImageContainers],
] as const;

interface Call {
  name: string;
  operation: SdkOperation;
  args: Record<string, unknown>;
}

const CALLS: Call[] = LISTS.flatMap(([name, operation, filters, { needs }]) => [
  { name, operation, args: {} },
  ...Object.keys(filters).map((filter) => ({ name, operation, args: withNeeded(filter, filters, needs) })),
  { name, operation, args: filters },
  ...ODD_NAMES.map((imageName) => ({ name, operation, args: { imageName } })),
  ...ENTERPRISE_PROJECTS.map((enterpriseProjectId) => ({ name, operation, args: { enterpriseProjectId } })),
  { name, operation, args: { offset: 200 } },
  { name, operation, args: { offset: 99_800, limit: 200 } },
  { name, operation, args: { limit: 5 } },
]);
for (const args of [{}, { imageDigest: "sha256:0" }, { hostName: "100%", enterpriseProjectId: "0" }])
  CALLS.push({ name: "getLocalImageHostCount", operation: "ListLocalImageHosts", args });

/** The filter, with the one that it needs. */
function withNeeded(filter: string, filters: Record<string, unknown>, needs: Readonly<Record<string, string>>) {
  const names = [filter, needs[filter] ?? filter];
  return Object.fromEntries(names.map((name) => [name, filters[name]]));
}

/** The operations that getVulnerableImageHosts asks, in two calls: once by a CVE, once by an ID. */
const VULNERABILITY_CALLS = [{ cve: "CVE-2021-44228" }, { vulnerabilityId: "100% a+b", enterpriseProjectId: "0" }];
const OPERATION_OF: Record<string, SdkOperation> = {
  "images/vulnerabilities": "ListGeneralImageVuls",
  "vulnerability/images": "ListVulAffectImages",
  "image/local/hosts": "ListLocalImageHosts",
};

/** The same request for the SDK. It knows no other names than its own. */
function asSdkCall({ path, params, headers }: Exchange): SdkCall {
  const operation = OPERATION_OF[path.split("/").slice(3).join("/")] ?? assert.fail(path);
  const typed = (name: string, value: string) => {
    if (name === "offset" || name === "limit") return Number(value);
    return name === "is_handled" ? value === "true" : value;
  };
  const request = Object.fromEntries([...params].map(([name, value]) => [name, typed(name, value)]));
  return { operation, request: headers.region === undefined ? request : { ...request, region: headers.region } };
}

/** Where both are right and yet differ. One that is not seen any more fails the test, as does one that is not here. */
const DIFFERENCES = [
  {
    fact: "header content-type",
    ours: undefined,
    theirs: "application/json",
    why: "A GET has no body whose type could be told (RFC 9110, 8.3), and HSS documents no such header.",
  },
  {
    fact: "header accept",
    ours: "application/json",
    theirs: "*/*",
    why: "JSON is all that the provider reads, and all that HSS answers.",
  },
];

/** All that is compared of a request. The order of the query is not: the signature is made over the sorted one. */
function factsOf({ method, path, target, params, headers }: Exchange): Record<string, string | undefined> {
  const query = target.slice(path.length + 1);
  const seen: [string, string | undefined][] = Object.entries(headers).map(([name, value = ""]) => {
    if (name === "host") return [`header ${name}`, value.replace(/\d+$/, "port")];
    if (name === "user-agent") return [`header ${name}`, value === "" ? "empty" : "a name"];
    if (name === "x-sdk-date") return [`header ${name}`, value.replace(/^\d{8}T\d{6}Z$/, "a time")];
    if (name === "authorization") return [`header ${name}`, value.replace(/SignedHeaders=.*/, "…")];
    // Newer lines of Python know more ways.
    if (name === "accept-encoding") return [`header ${name}`, value.replace(/, (br|zstd)\b/g, "")];
    return [`header ${name}`, value];
  });
  return {
    method,
    path,
    "query as sent": query.split("&").sort().join("&"),
    "query as decoded": JSON.stringify([...params].sort()),
    ...Object.fromEntries(seen),
  };
}

const signedNames = ({ headers }: Exchange) =>
  /SignedHeaders=([^,]+)/.exec(headers.authorization ?? "")?.[1]?.split(";") ?? [];

const secretKeyOf = (accessKey: string) => (accessKey === KEYS.accessKey ? KEYS.secretKey : undefined);

(PYTHON ? describe : describe.skip)("requests, against those of the vendor's Python SDK (needs Python)", function () {
  this.timeout(300_000);
  let server: RecordingServer;
  let ours: Exchange[];
  let theirs: Exchange[];
  let asked: SdkCall[];

  before(async () => {
    await installVendorSdk();
    server = await startRecordingServer();
    const plugin = await ProviderProcess.configured(withKeys(server.url));
    for (const { name, args } of CALLS) await plugin.invoke(name, args);
    ours = server.requests.splice(0);
    assert.equal(ours.length, CALLS.length);
    for (const args of VULNERABILITY_CALLS) await plugin.invoke("getVulnerableImageHosts", args);
    await plugin.stop();
    const forVulnerabilities = server.requests.splice(0);
    ours.push(...forVulnerabilities);

    // How many rows a page has is ours to choose, within the documented range.
    const calls = CALLS.map(({ operation, args }, index) => ({
      operation,
      request: {
        offset: 0,
        ...Object.fromEntries(
          Object.entries(args).map(([name, value]) => [name.replace(/[A-Z]/g, "_$&").toLowerCase(), value]),
        ),
        limit: Number(ours[index]?.params.get("limit")),
        ...(operation === "ListImageLocal" ? {} : { region: EMULATED_REGION }),
      },
    }));
    asked = [...calls, ...forVulnerabilities.map(asSdkCall)];
    const answers = await askVendorSdk<{ error?: string }>(server.url, KEYS, asked);
    assert.deepEqual(
      answers.filter(({ error }) => error !== undefined),
      [],
    );
    theirs = server.requests.splice(0);
    assert.equal(theirs.length, asked.length);
  });
  after(() => server.close());

  it("tests every filter", () => {
    for (const [, , filters, { filters: known }] of LISTS)
      assert.deepEqual(Object.keys(filters).sort(), Object.keys(known).sort());
  });

  it("asks every list of vulnerabilities and of their images", () => {
    const lists = ours.slice(CALLS.length).map(({ params }, index) => {
      const state = params.get("handle_status") ?? params.get("is_handled");
      const operation = asked[CALLS.length + index]?.operation;
      return [operation, params.get("type"), state].filter((text) => text !== null).join(" ");
    });
    const both = ["app_vul", "linux_vul"].flatMap((type) => [
      ...["handled", "unhandled"].map((status) => `ListGeneralImageVuls ${type} ${status}`),
      ...["false", "true"].map((handled) => `ListVulAffectImages ${type} ${handled}`),
    ]);
    const each = [...both, "ListLocalImageHosts"];
    assert.deepEqual(lists.sort(), [...each, ...each].sort());
  });

  it("requests whole pages, or pages of a documented size", () => {
    for (const [index, { name, args }] of CALLS.entries()) {
      const limit = Number(ours[index]?.params.get("limit"));
      if (name === "getLocalImageHostCount" || args.limit === 5)
        assert.ok(limit >= 10 && limit <= 200, `${name} ${JSON.stringify(args)} asks for ${limit} rows`);
      else assert.equal(limit, 200);
    }
  });

  it("sends what the SDK sends, except for the listed differences", () => {
    const unseen = new Set(DIFFERENCES);
    const found = new Set<string>();
    for (const [index, { operation }] of asked.entries()) {
      const our = factsOf(ours[index] as Exchange);
      const their = factsOf(theirs[index] as Exchange);
      for (const fact of new Set([...Object.keys(our), ...Object.keys(their)])) {
        if (our[fact] === their[fact]) continue;
        const written = DIFFERENCES.find(
          (each) => each.fact === fact && each.ours === our[fact] && each.theirs === their[fact],
        );
        if (written) unseen.delete(written);
        else found.add(`${operation} ${fact}: ours ${our[fact] ?? "missing"}, the SDK's ${their[fact] ?? "missing"}`);
      }
    }
    assert.deepEqual([...found], []);
    assert.deepEqual([...unseen], []);
  });

  for (const name of ["host", "x-project-id", "x-sdk-date"])
    it(`signs the header ${name} in every request`, () => {
      const without = ours.filter((request) => !signedNames(request).includes(name));
      assert.equal(without.length, 0, `${without.length} of ${ours.length} requests do not sign it`);
    });

  it("makes signatures that the emulator accepts, like the SDK", () => {
    for (const request of [...ours, ...theirs])
      assert.deepEqual(verifySignature(request, secretKeyOf, Date.now()), { accessKey: KEYS.accessKey });
  });

  it("signs the SDK's own requests as the SDK did", () => {
    for (const request of theirs) {
      const names = signedNames(request).filter((name) => name !== "host" && name !== "x-sdk-date");
      const unsigned: HttpRequest = {
        method: "GET",
        origin: `http://${request.headers.host}`,
        path: request.path,
        query: [...request.params],
        headers: Object.fromEntries(names.map((name) => [name, request.headers[name] ?? ""])),
        purpose: "",
      };
      const signedAt = signingTime({ ...unsigned, headers: { "x-sdk-date": request.headers["x-sdk-date"] ?? "" } });
      const { headers } = signRequest(unsigned, KEYS, new Date(signedAt));
      assert.equal(headers.authorization, request.headers.authorization);
    }
  });

  it("the emulator refuses the SDK with another secret key", async () => {
    const emulator = await startEmulator({ hosts: 1 });
    const { accessKey } = KEYS;
    const call = { operation: "ListImageLocal" as const, request: { limit: 10 } };
    const wrong = { accessKey, secretKey: "another-secret-key" };
    const [answer] = await askVendorSdk<{ error?: string }>(emulator.url, wrong, [call]);
    await emulator.close();
    assert.match(answer?.error ?? "", /APIGW\.0301.*verify aksk signature fail/);
  });
});
