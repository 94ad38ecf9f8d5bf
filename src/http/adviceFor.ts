const PERMISSION =
  "Give the user the HSS permission to list images (policy HSS ReadOnlyAccess), and name an enterprise project it may read " +
  'with enterpriseProjectId: without it the default project "0" is asked, and all_granted_eps asks for all that are granted.';
const GATEWAY = /^(APIGW|APIG|IAM)\.0?30[1-7]$/;
const CREDENTIALS =
  "Check the access key and secret key, or the token: they must belong to this region and be still valid. " +
  "A signature is also refused when this machine's clock is more than 15 minutes off.";

const LOGIN =
  "Check userName, password, and domainName or domainId. A HUAWEI ID, and a federated user who logs in through a company's " +
  "own page, has no password that IAM takes for a token: create an IAM user for programs, or use an access key.";

/** Characters within which a server names the cause; what follows may be an echo of the request, or a whole page. */
const LONGEST_CAUSE = 300;

interface Advice {
  status?: number;
  code?: RegExp;
  /** In the server's own words, where one code stands for many causes. */
  said?: RegExp;
  advice: string;
}

/** First match wins. HSS answers most of its own failures with HTTP 400, so that the codes stand before the statuses. */
const TABLE: readonly Advice[] = [
  { code: /^(HSS\.0010|HSS\.0013)$/, advice: PERMISSION },
  { code: /^HSS\.000[12]$/, advice: "Check the arguments: HSS refused one of them as invalid." },
  { code: /^HSS\.0011$/, advice: "Check projectId and region: HSS knows no such resource there." },
  { code: /^HSS\.100[78]$/, advice: "HSS could not query its hosts just now: run again later." },
  {
    code: GATEWAY,
    said: /signature expired/i,
    advice: "Set this machine's clock: it is more than 15 minutes off, or the answer's Date would have corrected it.",
  },
  {
    code: GATEWAY,
    said: /verify ak ?sk signature fail/i,
    advice: "Check the secret key: it is not the one of this access key, or something in between changes requests.",
  },
  {
    code: GATEWAY,
    said: /\bak\b.*\bnot exist/i,
    advice: "Check the access key: it does not exist or was deleted, or it belongs to another cloud than this region.",
  },
  {
    code: GATEWAY,
    said: /security ?token/i,
    advice:
      "Check securityToken: a temporary access key needs the token that was issued with it, and both expire at the same time.",
  },
  {
    code: GATEWAY,
    said: /decrypt token fail|token.*expired/i,
    advice:
      "Check the token: it ended (after 24 hours at most, or when the user's password or permissions changed), or belongs to " +
      "another region's project. An access key, or userName with password, is renewed by itself.",
  },
  { code: GATEWAY, advice: CREDENTIALS },
  { said: /user ?name or password|federat|HUAWEI ID|virtual user/i, advice: LOGIN },
  {
    said: /could not find project|project.*not (found|exist)/i,
    advice: "Check region, projectName and projectId: IAM knows no such project.",
  },
  {
    said: /could not find agency|agency.*not (found|exist)/i,
    advice: "Check agencyName, and agencyDomainName or agencyDomainId: IAM knows no such agency of that account.",
  },
  {
    said: /assume|agencies/i,
    status: 403,
    advice: "Give the user the permission to take on agencies (the policy Agent Operator, iam:agencies:assume).",
  },
  {
    said: /identity:|iam:/i,
    status: 403,
    advice: "Give the user the permission to read IAM (the policy IAM ReadOnlyAccess), or set projectId to need none.",
  },
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

/**
 * What to do about an error answer: by Huawei Cloud's error code, then by what it says, then by HTTP status.
 * @param said the server's own message
 */
export function adviceFor(statusCode: number, errorCode: string, said: string): string {
  const start = said.slice(0, LONGEST_CAUSE);
  const found = TABLE.find(
    (row) =>
      (row.code?.test(errorCode) ?? true) &&
      (row.said?.test(start) ?? true) &&
      (row.status ?? statusCode) === statusCode,
  );
  if (found) return found.advice;
  if (statusCode >= 300 && statusCode < 400) {
    return "Redirects are not followed, as they would carry the credentials along: set endpoint to the final address.";
  }
  return statusCode >= 500
    ? "The service failed. Run again later. If it keeps failing, give the request id to Huawei Cloud support."
    : "Check the endpoint, and what stands between here and it.";
}
