import assert from "node:assert/strict";
import * as hss from "pulumi-huaweicloud-hss";
import { startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { emulated, SECRETS } from "../support/emulated.js";
import { EngineStack, PULUMI_CLI } from "../support/engineStack.js";

const LOGIN = { token: undefined, userName: "auditor", password: "emulated-password", domainName: "emulated-domain" };

(PULUMI_CLI ? describe : describe.skip)("a password, with the real engine", function () {
  this.timeout(120_000);
  let emulator: Emulator;
  let stack: EngineStack | undefined;

  before(async () => {
    emulator = await startEmulator({ hosts: 3 });
  });
  afterEach(async () => {
    await stack?.remove();
    stack = undefined;
  });
  after(() => emulator.close());

  const checked = async (run: EngineStack) => {
    const written = await run.state();
    for (const secret of SECRETS.flatMap((each) => [each, Buffer.from(each).toString("base64").replace(/=+$/, "")])) {
      assert.ok(!run.output.includes(secret), `the output holds ${secret}`);
      assert.ok(!written.includes(secret), `the state holds ${secret}`);
    }
  };

  it("works in the stack's configuration, and does not appear in output or state", async () => {
    stack = await EngineStack.create(() => Promise.resolve({ identity: hss.getIdentityOutput() }), emulator, LOGIN);
    const { outputs } = await stack.up();
    assert.deepEqual(outputs.identity?.value, {
      source: "provider configuration",
      method: "password",
      agencyName: "",
      region: "cn-north-4",
      projectId: "0a1b2c3d4e5f60718293a4b5c6d7e8f9",
      domainId: "d0a11c0ffee0000000000000000000d1",
      domainName: "emulated-domain",
    });
    await checked(stack);
  });

  it("does not appear if an explicit provider uses it, or if it is refused", async () => {
    const settings = (password: string) => ({ ...emulated(emulator), ...LOGIN, password }) as hss.ProviderArgs;
    stack = await EngineStack.create(() => {
      const provider = new hss.Provider("explicit", settings("emulated-password"));
      return Promise.resolve({ method: hss.getIdentityOutput({}, { provider }).method });
    });
    assert.equal((await stack.up()).outputs.method?.value, "password");
    await checked(stack);
    await stack.remove();
    stack = await EngineStack.create(() => {
      const provider = new hss.Provider("explicit", settings("emulated-password-of-old"));
      return Promise.resolve({ method: hss.getIdentityOutput({}, { provider }).method });
    });
    await assert.rejects(stack.up());
    assert.match(stack.output, /The username or password is wrong.*create an IAM user/s);
    await checked(stack);
  });
});
