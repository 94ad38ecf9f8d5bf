import assert from "node:assert/strict";
import { startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { sendReply } from "../../src/emulator/server/reply.js";
import { emulated } from "../support/emulated.js";
import { ProviderProcess } from "../support/providerProcess.js";

const CODE = "APIGW.0802";
const WORDS = "The IAM user is forbidden in the currently selected region";
const LOGIN = { token: undefined, userName: "auditor", password: "emulated-password", domainName: "emulated-domain" };

describe("the executable and the body of an error", () => {
  let emulator: Emulator;
  let plugin: ProviderProcess | undefined;

  before(async () => {
    emulator = await startEmulator({ hosts: 3 });
  });
  afterEach(() => plugin?.stop());
  after(() => emulator.close());

  const reason = async (status: number, body: object, more: Record<string, unknown> = {}) => {
    emulator.intercept = ({ response, requestId }) => {
      sendReply(response, requestId, { status, body });
      return true;
    };
    const given = Object.entries(emulated(emulator, more)).filter(([, value]) => value !== undefined);
    plugin = await ProviderProcess.configured(Object.fromEntries(given));
    return (await plugin.failing("getLocalImageHosts")).reason;
  };

  for (const [status, body] of [
    [403, { error_code: CODE, error_msg: WORDS }],
    [403, { errorCode: CODE, errorMsg: WORDS }],
    [403, { error: { code: CODE, message: WORDS, title: "Forbidden" } }],
    [403, { code: CODE, message: WORDS }],
    [400, { badRequest: { code: CODE, message: WORDS } }],
    [404, { itemNotFound: { code: CODE, message: WORDS } }],
    [403, { errors: [{ code: CODE, message: WORDS }] }],
    [403, { error: { error_code: CODE, error_msg: WORDS, encoded_authorization_message: "AQEBAQ==" } }],
    [200, { error_code: CODE, error_msg: WORDS }],
    [200, { error_code: CODE, error_msg: WORDS, total_num: 0, data_list: [] }],
  ] as const) {
    it(`keep its code and words with HTTP ${status} ${Object.keys(body).join(", ")}`, async () => {
      const said = await reason(status, body);
      assert.match(
        said,
        /^The user has no rights in this region\.\n[^]*\n {2}code: APIGW\.0802\n {2}request id: emulated-\d+\n {2}server said: "The IAM user is forbidden in the currently selected region"\nSee .*#apigw0802$/,
      );
      assert.ok(said.includes(`\n  status: ${status}\n`), said);
    });
  }

  it("keep what IAM says in place of a token, with HTTP 200", async () => {
    const said = await reason(200, { error_code: "IAM.0101", error_msg: "not now" }, LOGIN);
    assert.match(
      said,
      /^The server refused the request\.\n[^]*\n {2}purpose: to get a token for the user "auditor"\n {2}status: 200\n {2}code: IAM\.0101\n[^]*server said: "not now"\n/,
    );
  });
});
