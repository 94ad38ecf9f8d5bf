import assert from "node:assert/strict";
import { status, type ServiceError } from "@grpc/grpc-js";
import provider from "@pulumi/pulumi/proto/provider_pb.js";
import { startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { emulated } from "../support/emulated.js";
import { ProviderProcess, struct } from "../support/providerProcess.js";

/** The ID of the provider that `pulumi new` configures. */
const PREFLIGHT = "preflight";

describe("the check of credentials by `pulumi new`", () => {
  let emulator: Emulator;
  let plugin: ProviderProcess;

  before(async () => {
    emulator = await startEmulator({ hosts: 3 });
  });
  beforeEach(async () => {
    emulator.intercept = undefined;
    emulator.requests.length = 0;
    plugin = await ProviderProcess.start();
  });
  afterEach(() => plugin.stop());
  after(() => emulator.close());

  const refusal = (configuration: Record<string, unknown>) =>
    plugin.configure(configuration, PREFLIGHT).then(
      () => assert.fail("Configure did not fail"),
      (error: unknown) => error as ServiceError,
    );
  const asked = () => emulator.requests.map(({ path }) => path);

  it("succeeds with valid credentials, and the provider can then be used", async () => {
    await plugin.configure(emulated(emulator), PREFLIGHT);
    assert.deepEqual(asked(), ["/v3/auth/domains"]);
    assert.equal((await plugin.invoke("getLocalImageHosts")).result.totalNum, 3);
  });

  it("fails with the error of IAM if the credentials are refused", async () => {
    const { code, details } = await refusal(emulated(emulator, { token: "a-token-nobody-knows" }));
    assert.equal(status[code], "UNAUTHENTICATED");
    assert.match(
      details,
      /^The token has expired or is not valid here\.\nGet a new token [^]*purpose: to find the account/,
    );
    assert.ok(!details.includes("a-token-nobody-knows"));
    assert.deepEqual(asked(), ["/v3/auth/domains"]);
  });

  it("fails with the missing key if the credentials are incomplete, without a request", async () => {
    const configuration = { ...emulated(emulator), accessKey: "EMULATEDACCESSKEY001" };
    delete (configuration as Record<string, unknown>).token;
    const { code, details } = await refusal(configuration);
    assert.equal(status[code], "UNAUTHENTICATED");
    assert.match(details, /secretKey/);
    assert.deepEqual(asked(), []);
  });

  it("is aborted when the client cancels it", async () => {
    let closed: () => void = () => undefined;
    const connectionClosed = new Promise<void>((resolve) => (closed = resolve));
    const reached = new Promise<void>((resolve) => {
      emulator.intercept = ({ request }) => {
        request.socket.once("close", closed);
        resolve();
        return true;
      };
    });
    const request = new provider.ConfigureRequest().setArgs(struct(emulated(emulator))).setId(PREFLIGHT);
    const call = plugin.client.configure(request, () => undefined);
    await reached;
    call.cancel();
    await connectionClosed;
  });

  it("is not part of an ordinary Configure, which sends no request", async () => {
    await plugin.configure(emulated(emulator, { token: "a-token-nobody-knows" }));
    assert.deepEqual(asked(), []);
  });
});
