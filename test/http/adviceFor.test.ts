import assert from "node:assert/strict";
import { adviceFor } from "../../src/http/adviceFor.js";

describe("adviceFor", () => {
  const echo = "canonicalRequest:GET|/v5/p/|x-security-token:x|";
  const auth = "Incorrect IAM authentication information:";
  for (const [status, code, said, summary] of [
    [401, "APIGW.0301", `${auth} verify aksk signature fail`, "The signature of the request is wrong."],
    [
      401,
      "APIGW.0301",
      "calc ak sk signature fail:signature expired, signature time:1",
      "The signature of the request has expired.",
    ],
    [401, "APIG.0301", `${auth} ak AKID not exist`, "The access key does not exist or was deleted."],
    [401, "APIGW.0301", `${auth} decrypt token fail`, "The token has expired or is not valid here."],
    [401, "APIGW.0301", "security token has expired", "The security token is wrong or has expired."],
    [401, "APIGW.0301", `verify aksk signature fail, ${echo}`, "The signature of the request is wrong."],
    [401, "APIGW.0301", `decrypt token fail, ${echo}`, "The token has expired or is not valid here."],
    [401, "APIGW.0301", "something new", "The server did not accept the credentials."],
    [401, "", "something new", "The server did not accept the credentials."],
    [401, "401", "The username or password is wrong.", "IAM refused the login."],
    [403, "IAM.0001", "A federated user may not do this", "IAM refused the login."],
    [401, "401", "Could not find project.", "IAM did not find the project."],
    [404, "404", "Could not find agency: a.", "IAM did not find the agency."],
    [403, "403", "You are not authorized: iam:agencies:assume", "The user has no permission to assume the agency."],
    [403, "403", "You are not authorized: identity:list_projects", "The user has no permission to read from IAM."],
    [400, "HSS.0010", "no", "The user has no permission to list images in this enterprise project."],
    [400, "HSS.0013", "no", "The user has no permission to list images in this enterprise project."],
    [400, "HSS.0002", "no", "HSS refused an argument as invalid."],
    [400, "HSS.1007", "no", "HSS could not look up the servers at the moment."],
    [403, "APIGW.0802", "no", "The user has no rights in this region."],
    [403, "APIG.0802", "no", "The user has no rights in this region."],
    [403, "APIGW.0801", "no", "The service is not available in this region."],
    [
      405,
      "APIGW.0502",
      "The app has been frozen.",
      "The account may not send requests at the moment: its quota is used up, or its balance is too low.",
    ],
    [403, "CBC.0150", "Access denied.", "The account belongs to another site of Huawei Cloud."],
    [403, "CBC.0156", "Access denied.", "The account belongs to another site of Huawei Cloud."],
    [403, "", "", "The user has no permission for this request."],
    [429, "", "", "The request quota is used up."],
    [408, "", "", "The service failed."],
    [599, "", "", "The service failed."],
    [307, "", "", "The server answered with a redirect, and redirects are not followed."],
    [418, "", "", "The server refused the request."],
  ] as const) {
    it(`has advice for HTTP ${status} ${code} "${said.slice(0, 60)}"`, () => {
      assert.equal(adviceFor(status, code, said).summary, summary);
    });
  }
});
