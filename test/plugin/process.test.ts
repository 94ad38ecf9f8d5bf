import assert from "node:assert/strict";
import { once } from "node:events";
import { connect, type ClientHttp2Session } from "node:http2";
import { createServer, type AddressInfo } from "node:net";
import { Metadata, status, type ClientReadableStream, type ServiceError } from "@grpc/grpc-js";
import emptyProto from "google-protobuf/google/protobuf/empty_pb.js";
import providerGrpc from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import provider from "@pulumi/pulumi/proto/provider_pb.js";
import { startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { emulated } from "../support/emulated.js";
import { endsWithin } from "../support/endsWithin.js";
import { EngineDouble } from "../support/engineDouble.js";
import { ProviderProcess } from "../support/providerProcess.js";

/** The engine waits 5 s for a plugin before it kills it. */
const STOP_MS = 2000;
const GONE_MS = 5000;
const ANSWER_MS = 1000;

const HANDLED = [
  "handshake",
  "getSchema",
  "getPluginInfo",
  "checkConfig",
  "diffConfig",
  "configure",
  "invoke",
  "cancel",
  "attach",
];

describe("the provider process", () => {
  let emulator: Emulator;
  let plugin: ProviderProcess;
  let session: ClientHttp2Session | undefined;

  before(async () => {
    emulator = await startEmulator({ hosts: 450 });
  });
  beforeEach(() => {
    emulator.intercept = undefined;
  });
  afterEach(async () => {
    session?.destroy();
    session = undefined;
    plugin.client.close();
    await endsWithin(plugin.child, STOP_MS);
  });
  after(() => emulator.close());

  /** Resolves once HSS has got a request that it will never answer. */
  const hangingRequest = () =>
    new Promise<void>((resolve) => {
      emulator.intercept = () => {
        resolve();
        return true;
      };
    });

  /** A call over a connection of its own, whose request never ends. */
  const halfOpenCall = async (port: string) => {
    session = connect(`http://127.0.0.1:${port}`);
    const stream = session.request({
      ":method": "POST",
      ":path": "/pulumirpc.ResourceProvider/Invoke",
      "content-type": "application/grpc",
      te: "trailers",
    });
    stream.on("error", () => undefined);
    session.on("error", () => undefined);
    await new Promise<void>((resolve) =>
      stream.write(Buffer.from([0, 0, 0, 0, 9]), () => {
        resolve();
      }),
    );
    // The provider has read all that was sent before.
    await new Promise<void>((resolve, reject) =>
      session?.ping((error) => {
        if (error) reject(error);
        else resolve();
      }),
    );
  };

  it(`answers each method that it does not have with UNIMPLEMENTED within ${ANSWER_MS} ms, streams included`, async () => {
    plugin = await ProviderProcess.start();
    const methods = Object.entries(providerGrpc.ResourceProviderService).filter(([name]) => !HANDLED.includes(name));
    assert.ok(methods.some(([name]) => name === "list"));
    const bytes = (message: Buffer) => message;
    for (const [name, { path, responseStream }] of methods) {
      const deadline = { deadline: Date.now() + ANSWER_MS };
      const asked = [path, bytes, bytes, Buffer.alloc(0), new Metadata(), deadline] as const;
      const error = await new Promise<ServiceError>((resolve, reject) => {
        if (responseStream) {
          const stream: ClientReadableStream<unknown> = plugin.client.makeServerStreamRequest(...asked);
          stream.on("error", resolve).on("data", reject).on("end", reject);
        } else {
          plugin.client.makeUnaryRequest(...asked, (refused) => {
            if (refused) resolve(refused);
            else reject(new Error(`${name} was answered`));
          });
        }
      });
      assert.equal(status[error.code], "UNIMPLEMENTED", name);
      const details = `huaweicloud-hss has functions only and manages no resources: ${name} is not implemented`;
      assert.equal(error.details, details);
    }
    plugin.child.kill("SIGTERM");
  });

  it(`ends within ${STOP_MS} ms of SIGTERM while HSS does not answer, and tells the caller so`, async () => {
    plugin = await ProviderProcess.configured(emulated(emulator));
    const asked = hangingRequest();
    const call = plugin.failing("getLocalImageHosts");
    await asked;
    plugin.child.kill("SIGTERM");
    assert.equal(await endsWithin(plugin.child, STOP_MS), 0);
    assert.equal((await call).status, "CANCELLED");
  });

  it(`ends within ${STOP_MS} ms of SIGTERM while a call is half sent`, async () => {
    plugin = await ProviderProcess.configured(emulated(emulator));
    await halfOpenCall(plugin.port);
    plugin.child.kill("SIGTERM");
    assert.equal(await endsWithin(plugin.child, STOP_MS), 0);
  });

  it(`ends within ${GONE_MS} ms when the engine that started it is gone, also in the middle of a call`, async () => {
    const engine = await EngineDouble.start();
    plugin = await ProviderProcess.start({}, ["--logtostderr", engine.address]);
    await plugin.configure(emulated(emulator));
    const asked = hangingRequest();
    const call = plugin.failing("getLocalImageHosts");
    await asked;
    engine.stop();
    assert.equal(await endsWithin(plugin.child, GONE_MS), 0);
    assert.equal((await call).status, "CANCELLED");
  });

  it("goes on while the engine is there, and when one that only attached to it is gone", async () => {
    const engine = createServer();
    const lookedAt = once(engine.listen(0, "127.0.0.1"), "listening").then(async () => {
      for (let look = 0; look < 2; look++) await once(engine, "connection");
    });
    await once(engine, "listening");
    const attached = await EngineDouble.start();
    try {
      const { port } = engine.address() as AddressInfo;
      plugin = await ProviderProcess.start({}, [`127.0.0.1:${port}`]);
      const handshake = new provider.ProviderHandshakeRequest().setEngineAddress(attached.address);
      await plugin.call("handshake", handshake);
      attached.stop();
      await lookedAt;
      await plugin.call("getPluginInfo", new emptyProto.Empty());
    } finally {
      engine.close();
    }
  });
});
