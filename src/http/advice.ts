const PERMISSION =
  "Give the user the HSS permission to list images (policy HSS ReadOnlyAccess), and name an enterprise project it may read " +
  'with enterpriseProjectId: without it the default project "0" is asked, and all_granted_eps asks for all that are granted.';
const CREDENTIALS =
  "Check the access key and secret key, or the token: they must belong to this region and be still valid. " +
  "A signature is also refused when this machine's clock is more than 15 minutes off.";

interface Advice {
  status?: number;
  code?: RegExp;
  advice: string;
}

/** First match wins. HSS answers most of its own failures with HTTP 400, so that the codes stand before the statuses. */
const TABLE: readonly Advice[] = [
  { code: /^(HSS\.0010|HSS\.0013)$/, advice: PERMISSION },
  { code: /^HSS\.000[12]$/, advice: "Check the arguments: HSS refused one of them as invalid." },
  { code: /^HSS\.0011$/, advice: "Check projectId and region: HSS knows no such resource there." },
  { code: /^HSS\.100[78]$/, advice: "HSS could not query its hosts just now: run again later." },
  { code: /^(APIGW|APIG|IAM)\.0?30[1-7]$/, advice: CREDENTIALS },
  {
    status: 429,
    advice:
      "The request quota is used up: run again later, set requestsPerMinute to your quota, or lower maxConcurrency.",
  },
  { status: 401, advice: CREDENTIALS },
  { status: 403, advice: PERMISSION },
  { status: 404, advice: "Check region, projectId and endpoint: nothing answers at this address." },
  { status: 400, advice: "Check the arguments, region and projectId." },
  { status: 407, advice: "The proxy wants a login: put user and password into HTTPS_PROXY." },
];

/** Whether the code has advice of its own. Each that has stands in docs/errors.md. */
export function isKnownCode(errorCode: string): boolean {
  return /^[A-Z]+\.\d{4}$/.test(errorCode) && TABLE.some(({ code }) => code?.test(errorCode));
}

/** What to do about an error answer, by Huawei Cloud's error code first, then by HTTP status. */
export function adviceFor(statusCode: number, errorCode: string): string {
  const found = TABLE.find(({ status, code }) => (code ? code.test(errorCode) : status === statusCode));
  if (found) return found.advice;
  if (statusCode >= 300 && statusCode < 400) {
    return "Redirects are not followed, as they would carry the credentials along: set endpoint to the final address.";
  }
  return statusCode >= 500
    ? "The service has a fault of its own: run again later, and give its support the request id if it stays."
    : "Check the endpoint, and what stands between here and it.";
}
