export interface Advice {
  /** What happened, in one sentence. */
  summary: string;
  /** What the user can do about it. */
  advice: string;
}

export interface AdviceRow extends Advice {
  /** Matches the HTTP status. */
  status?: RegExp;
  /** Matches Huawei Cloud's error code. */
  code?: RegExp;
  /** Matches the server's own words, where one code has several causes. */
  said?: RegExp;
}

const GATEWAY = /^(APIGW|APIG|IAM)\.0?30[1-7]$/;

const GRANT_HSS =
  "Grant the user the policy HSS ReadOnlyAccess. Set enterpriseProjectId to an enterprise project that the user may read, or to " +
  'all_granted_eps for all of them: without it, HSS uses the default enterprise project "0".';
const CREDENTIALS: Advice = {
  summary: "The server did not accept the credentials.",
  advice:
    "Check that accessKey and secretKey, or token, are valid in this region. Check this machine's clock, too: signatures are " +
    "refused when it is wrong by more than 15 minutes.",
};

/** The first row that matches applies. HSS answers most of its own failures with HTTP 400, so codes come before statuses. */
export const ADVICE: readonly AdviceRow[] = [
  {
    code: /^HSS\.001[03]$/,
    summary: "The user has no permission to list images in this enterprise project.",
    advice: GRANT_HSS,
  },
  {
    code: /^HSS\.000[12]$/,
    summary: "HSS refused an argument as invalid.",
    advice: "Check the filters of the call, and enterpriseProjectId.",
  },
  {
    code: /^HSS\.0011$/,
    summary: "HSS did not find the resource.",
    advice: "Check projectId and region: each project belongs to one region.",
  },
  {
    code: /^HSS\.100[78]$/,
    summary: "HSS could not look up the servers at the moment.",
    advice: "Run again later.",
  },
  {
    code: /^APIGW?\.0801$/,
    summary: "The service is not available in this region.",
    advice: "Check region and endpoint.",
  },
  {
    code: /^APIGW?\.0802$/,
    summary: "The user has no rights in this region.",
    advice:
      "Check region. Grant the user rights in this region: in IAM, open the user or group and authorize the region's project.",
  },
  {
    code: /^APIGW?\.050[12]$/,
    summary: "The account may not send requests at the moment: its quota is used up, or its balance is too low.",
    advice: "Check the balance of the account in the Billing Center of Huawei Cloud, and pay what is due.",
  },
  {
    code: /^CBC\.015[06]$/,
    summary: "The account belongs to another site of Huawei Cloud.",
    advice:
      "Check region, endpoint and iamEndpoint: accounts of the Chinese, the international and the European site are separate.",
  },
  {
    code: GATEWAY,
    said: /signature expired/i,
    summary: "The signature of the request has expired.",
    advice: "Set this machine's clock: it is wrong by more than 15 minutes.",
  },
  {
    code: GATEWAY,
    said: /verify ak ?sk signature fail/i,
    summary: "The signature of the request is wrong.",
    advice: "Check that secretKey belongs to accessKey, and that no proxy changes the requests.",
  },
  {
    code: GATEWAY,
    said: /\bak\b.*\bnot exist/i,
    summary: "The access key does not exist or was deleted.",
    advice: "Check accessKey, and that region belongs to the same cloud as the access key.",
  },
  {
    code: GATEWAY,
    said: /security ?token/i,
    summary: "The security token is wrong or has expired.",
    advice:
      "Get a new temporary access key, and set accessKey, secretKey and securityToken from it: the three are valid only together.",
  },
  {
    code: GATEWAY,
    said: /decrypt token fail|token.*expired/i,
    summary: "The token has expired or is not valid here.",
    advice:
      "Get a new token for a project of this region. A token is valid for at most 24 hours, and until the user's password or " +
      "permissions change. With an access key, or with userName and password, you need not renew anything.",
  },
  { code: GATEWAY, ...CREDENTIALS },
  {
    said: /user ?name or password|federat|HUAWEI ID|virtual user/i,
    summary: "IAM refused the login.",
    advice:
      "Check userName, password, and domainName or domainId. A HUAWEI ID or a federated user cannot log in with a password here: " +
      "create an IAM user for programs, or use an access key.",
  },
  {
    said: /could not find project|project.*not (found|exist)/i,
    summary: "IAM did not find the project.",
    advice: "Check region, projectName and projectId.",
  },
  {
    said: /could not find agency|agency.*not (found|exist)/i,
    summary: "IAM did not find the agency.",
    advice: "Check agencyName, and agencyDomainName or agencyDomainId.",
  },
  {
    said: /assume|agencies/i,
    status: /^403$/,
    summary: "The user has no permission to assume the agency.",
    advice: "Grant the user the policy Agent Operator (iam:agencies:assume).",
  },
  {
    said: /identity:|iam:/i,
    status: /^403$/,
    summary: "The user has no permission to read from IAM.",
    advice: "Grant the user the policy IAM ReadOnlyAccess, or set projectId so that no lookup is necessary.",
  },
  {
    status: /^429$/,
    summary: "The request quota is used up.",
    advice:
      "Run again later, set requestsPerMinute to your quota, narrow the filters, or ask Huawei Cloud for a larger quota.",
  },
  { status: /^401$/, ...CREDENTIALS },
  { status: /^403$/, summary: "The user has no permission for this request.", advice: GRANT_HSS },
  {
    status: /^404$/,
    summary: "The server found nothing at this address.",
    advice: "Check region, projectId and endpoint.",
  },
  {
    status: /^400$/,
    summary: "The server refused the request as invalid.",
    advice: "Check the arguments, region and projectId.",
  },
  {
    status: /^407$/,
    summary: "The proxy requires a login.",
    advice: "Add the user name and password to the address in HTTPS_PROXY.",
  },
  {
    status: /^3/,
    summary: "The server answered with a redirect, and redirects are not followed.",
    advice: "Set endpoint to the final address. A redirect could send the credentials to another server.",
  },
  {
    status: /^(5..|408|425)$/,
    summary: "The service failed.",
    advice: "Run again later. If it keeps failing, give the request id to Huawei Cloud support.",
  },
  {
    summary: "The server refused the request.",
    advice: "Check endpoint, and any proxy between this machine and Huawei Cloud.",
  },
];

/** The server names the cause at the start. What follows may be a copy of the request, or a whole page. */
const LONGEST_CAUSE = 300;

/** Whether the code has advice of its own. docs/errors.md has a section for each such code. */
export function isKnownCode(errorCode: string): boolean {
  return /^[A-Z]+\.\d{4}$/.test(errorCode) && ADVICE.some(({ code }) => code?.test(errorCode));
}

/** @param said the server's own message */
export function adviceFor(statusCode: number, errorCode: string, said: string): Advice {
  const start = said.slice(0, LONGEST_CAUSE);
  const found = ADVICE.find(
    (row) =>
      (row.code?.test(errorCode) ?? true) &&
      (row.said?.test(start) ?? true) &&
      (row.status?.test(String(statusCode)) ?? true),
  );
  // The last row matches everything.
  return found as Advice;
}
