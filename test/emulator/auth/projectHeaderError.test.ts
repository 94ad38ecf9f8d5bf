import assert from "node:assert/strict";
import { EMULATED_PROJECT_ID, startEmulator, type Emulator } from "../../../src/emulator/emulator.js";
import { ask, signed, TOKEN, type Headers } from "../emulatorClient.js";

const SUB_PROJECT = "5ab0000000000000000000000000c0de";

describe("the emulator's check of X-Project-Id", () => {
  let emulator: Emulator;
  before(async () => {
    emulator = await startEmulator({ hosts: 1 });
    emulator.projects = [...emulator.projects, { id: SUB_PROJECT, name: "cn-north-4_team" }];
  });
  after(() => emulator.close());

  const send = async (project: string, headers: Headers, unsigned: Headers = {}) => {
    const path = `/v5/${project}/image/local/hosts`;
    const all = headers["x-auth-token"] ? headers : signed(emulator, { path, headers });
    const { status, body } = await ask(emulator, path, { headers: { ...all, ...unsigned } });
    return status === 200 ? 200 : [status, body.error_code, body.error_msg?.replace(/^.*: /, "")];
  };
  const notSigned = [400, "APIGW.0301", "x-project-id is not signed"];
  const another = [400, "APIGW.0301", "x-project-id is not the project of the path"];

  it("requires the signed header in a sub-project", async () => {
    assert.deepEqual(await send(SUB_PROJECT, {}), notSigned);
    assert.deepEqual(await send(SUB_PROJECT, {}, { "x-project-id": SUB_PROJECT }), notSigned);
    assert.equal(await send(SUB_PROJECT, { "X-Project-Id": SUB_PROJECT }), 200);
    assert.deepEqual(emulator.requests.at(-1)?.signedHeaders, ["host", "region", "x-project-id", "x-sdk-date"]);
  });

  it("does not require it in the main project of a region, but refuses the ID of another project", async () => {
    assert.equal(await send(EMULATED_PROJECT_ID, {}), 200);
    assert.deepEqual(emulator.requests.at(-1)?.signedHeaders, ["host", "region", "x-sdk-date"]);
    assert.equal(await send(EMULATED_PROJECT_ID, { "X-Project-Id": EMULATED_PROJECT_ID }), 200);
    assert.deepEqual(await send(EMULATED_PROJECT_ID, { "X-Project-Id": SUB_PROJECT }), another);
    assert.deepEqual(await send(SUB_PROJECT, { "X-Project-Id": EMULATED_PROJECT_ID }), another);
  });

  it("does not require it with a token", async () => {
    assert.equal(await send(SUB_PROJECT, TOKEN), 200);
    assert.deepEqual(emulator.requests.at(-1)?.signedHeaders, []);
  });
});
