import assert from "node:assert/strict";
import { adviceFor } from "../../src/http/adviceFor.js";

describe("adviceFor", () => {
  const echo = "canonicalRequest:GET|/v5/p/|x-security-token:x|";
  for (const [status, code, said, expected] of [
    [
      401,
      "APIGW.0301",
      "Incorrect IAM authentication information: verify aksk signature fail",
      /^Check the secret key/,
    ],
    [401, "APIGW.0301", "calc ak sk signature fail:signature expired, signature time:1", /^Set this machine's clock/],
    [
      401,
      "APIG.0301",
      "Incorrect IAM authentication information: ak AKID not exist",
      /^Check the access key: it does not exist or was deleted/,
    ],
    [401, "APIGW.0301", "Incorrect IAM authentication information: decrypt token fail", /^Check the token.*24 hours/],
    [401, "APIGW.0301", "security token has expired", /^Check securityToken/],
    [401, "APIGW.0301", `verify aksk signature fail, ${echo}`, /^Check the secret key/],
    [401, "APIGW.0301", `decrypt token fail, ${echo}`, /^Check the token/],
    [401, "APIGW.0301", "something new", /^Check the access key and secret key, or the token.*clock/],
    [401, "401", "The username or password is wrong.", /^Check userName, password.*HUAWEI ID.*federated.*IAM user/],
    [403, "IAM.0001", "A federated user may not do this", /^Check userName, password/],
    [401, "401", "Could not find project.", /^Check region, projectName and projectId/],
    [404, "404", "Could not find agency: a.", /^Check agencyName, and agencyDomainName/],
    [403, "403", "You are not authorized: iam:agencies:assume", /Agent Operator/],
    [403, "403", "You are not authorized: identity:list_projects", /IAM ReadOnlyAccess.*set projectId/],
    [400, "HSS.0013", "no permission", /HSS ReadOnlyAccess.*enterpriseProjectId.*all_granted_eps/],
    [403, "", "", /HSS ReadOnlyAccess.*enterpriseProjectId.*all_granted_eps/],
  ] as const) {
    it(`has advice for HTTP ${status} ${code} "${said.slice(0, 60)}"`, () => {
      assert.match(adviceFor(status, code, said), expected);
    });
  }
});
