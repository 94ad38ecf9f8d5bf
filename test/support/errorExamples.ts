import { CancelledError } from "../../src/errors/cancelledError.js";
import { ComplianceError } from "../../src/errors/complianceError.js";
import { DriftError } from "../../src/errors/driftError.js";
import { TimeoutError } from "../../src/errors/timeoutError.js";
import type { HssError } from "../../src/errors/hssError.js";
import { enforcementMessage } from "../../src/compliance/enforcementMessage.js";
import { findCredentials } from "../../src/auth/findCredentials.js";
import { valuesSource } from "../../src/auth/valuesSource.js";
import { localImageHosts } from "../../src/hss/localImageHosts.js";
import { apiErrorFrom } from "../../src/http/apiErrorFrom.js";
import { describeRequest, type HttpRequest } from "../../src/http/httpRequest.js";
import { networkErrorFrom } from "../../src/http/networkErrorFrom.js";
import { runAgain, timeLeft } from "../../src/http/waitDetails.js";
import { Redactor } from "../../src/http/redactor.js";
import { invalidArguments } from "../../src/plugin/invalidArguments.js";
import { resolveConfiguration } from "../../src/plugin/resolveConfiguration.js";
import { configuration } from "../../src/provider/configuration.js";
import { checkedHost, complianceReport, denyRule } from "./complianceData.js";

const hss: HttpRequest = {
  method: "GET",
  origin: "https://hss.cn-north-4.myhuaweicloud.com",
  path: "/v5/0a1b2c3d4e5f60718293a4b5c6d7e8f9/image/local/hosts",
  query: [],
  headers: {},
  purpose: "",
  page: "offset 199",
};
const iam: HttpRequest = {
  method: "POST",
  origin: "https://iam.cn-north-4.myhuaweicloud.com",
  path: "/v3/auth/tokens",
  query: [],
  headers: {},
  purpose: 'to get a token for the user "auditor"',
};

/** The error that an answer becomes. */
export function refusal(statusCode: number, body: object | string, request: HttpRequest = hss): HssError {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const headers = { "x-request-id": "1f0c8d6b2a" };
  return apiErrorFrom(describeRequest(request), { statusCode, headers, text }, new Redactor(), 0);
}

const hssRefusal = (error_code: string, error_msg: string) => refusal(400, { error_code, error_msg });

async function thrown(run: () => unknown): Promise<HssError> {
  try {
    await run();
  } catch (error) {
    return error as HssError;
  }
  throw new Error("nothing was thrown");
}

const sources = [
  valuesSource({ name: "provider configuration", values: {}, label: (key) => `huaweicloud-hss:${key}` }),
  { name: "ECS agency", load: () => Promise.resolve({ lacked: "the metadata service did not answer within 3 s" }) },
];

/** An error for each section of docs/errors.md, by its anchor and in the order of the page, made by the provider's own code. */
export const errorExamples: Readonly<Record<string, () => HssError | Promise<HssError>>> = {
  apierror: () => refusal(503, "<html><h1>503 Service Unavailable</h1></html>").gaveUp(9, 42_300),
  iam: () =>
    refusal(401, { error: { code: 401, message: "The username or password is wrong.", title: "Unauthorized" } }, iam),
  quotaerror: () =>
    refusal(429, {
      error_code: "APIGW.0308",
      error_msg: "The throttling threshold has been reached: limit:5,time:1 minute",
    }).gaveUp(1, 0, [runAgain(60_000, Date.parse("2026-11-25T10:15:00Z")), timeLeft(12_000)]),
  autherror: () => thrown(() => findCredentials(sources, [], new AbortController().signal)),
  configerror: () => thrown(() => resolveConfiguration(configuration, { pageSize: 300 }, {})),
  argumenterror: () => invalidArguments([{ property: "limit", reason: "must be at least 1" }]),
  networkerror: () =>
    networkErrorFrom(describeRequest(hss), Object.assign(new Error("refused"), { code: "ECONNREFUSED" })).gaveUp(
      9,
      40_100,
    ),
  responseshapeerror: () =>
    thrown(() => localImageHosts.readPage(describeRequest(hss), { total_num: 1, data_list: [{ host_id: [] }] })),
  drifterror: () => new DriftError("image/local/hosts", "total_num changed from 450 to 449 at offset 199"),
  timeouterror: () => new TimeoutError("getLocalImageHosts", 1_800_000),
  complianceerror: () => {
    const report = complianceReport([denyRule()], [checkedHost(7), checkedHost(108)]);
    const { summary, worst } = enforcementMessage(report, report.violations);
    return new ComplianceError(summary, worst, report.violations.length);
  },
  cancellederror: () => new CancelledError("by the Pulumi engine"),
  hss0001: () => hssRefusal("HSS.0001", "Invalid parameter: image_digest"),
  hss0010: () => refusal(403, { error_code: "HSS.0013", error_msg: "Insufficient permission" }),
  hss0011: () => hssRefusal("HSS.0011", "Resource not found"),
  hss1007: () => hssRefusal("HSS.1008", "Failed to query the host").gaveUp(3, 1500),
  apigw0301: () =>
    refusal(401, {
      error_code: "APIGW.0301",
      error_msg: `Incorrect IAM authentication information: verify aksk signature fail, canonicalRequest:GET|${hss.path}/|limit=200&offset=199|content-type:application/json|host:hss.cn-north-4.myhuaweicloud.com|x-project-id:…`,
    }),
  apigw0801: () =>
    refusal(403, {
      error_code: "APIGW.0802",
      error_msg: "The IAM user is forbidden in the currently selected region",
      request_id: "1f0c8d6b2a",
    }),
  apigw0501: () => refusal(405, { error_code: "APIGW.0502", error_msg: "The app has been frozen" }),
  cbc0150: () =>
    refusal(403, {
      error_code: "CBC.0150",
      error_msg: "Access denied. The customer does not belong to the website you are now at.",
    }),
};
