import assert from "node:assert/strict";
import { serversOf } from "../../src/emulator/hss/serversOf.js";
import { containersOf } from "../../src/emulator/hss/containersOf.js";
import { startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { emulated } from "../support/emulated.js";
import { ProviderProcess } from "../support/providerProcess.js";

describe("getLocalImageContainers", () => {
  let emulator: Emulator;
  let provider: ProviderProcess;

  const call = async (args: Record<string, unknown> = {}) => {
    const { result, failures } = await provider.invoke("getLocalImageContainers", args);
    assert.deepEqual(failures, []);
    return result as { totalNum: number; containers: Record<string, string>[] };
  };
  const running = () => serversOf(emulator.fleet).flatMap(containersOf);

  before(async () => {
    emulator = await startEmulator({ hosts: 450 });
    provider = await ProviderProcess.configured(emulated(emulator));
  });
  beforeEach(() => {
    emulator.requests.length = 0;
  });
  after(async () => {
    await provider.stop();
    await emulator.close();
  });

  it("returns every container of the fleet, in the order of HSS, with its server", async () => {
    const { totalNum, containers } = await call();
    assert.equal(totalNum, running().length);
    assert.equal(emulator.requests.length, 1 + Math.ceil((totalNum - 200) / 199));
    assert.deepEqual(
      containers,
      running().map(({ host: { row }, image, id, name, pod }) => ({
        containerId: id,
        containerName: name,
        entryPoint: `/usr/bin/${image.name}`,
        podId: pod?.id ?? "",
        podName: pod?.name ?? "",
        agentId: row.agent_id,
        hostId: row.host_id,
        hostName: row.host_name,
        privateIp: row.private_ip,
        publicIp: row.public_ip ?? "",
      })),
    );
    assert.ok(containers.some(({ podId }) => podId === ""));
    assert.ok(containers.some(({ podId }) => podId !== ""));
  });

  it("returns the containers of one image, and a single container", async () => {
    const ofImage = running().filter(({ image }) => image.name === "nginx" && image.version === "1.25.3");
    assert.ok(ofImage.length > 0);
    const ids = async (args: Record<string, unknown>) => (await call(args)).containers.map((each) => each.containerId);
    assert.deepEqual(
      await ids({ imageName: "nginx", imageVersion: "1.25.3" }),
      ofImage.map(({ id }) => id),
    );
    assert.deepEqual(await ids({ containerId: ofImage[0]?.id }), [ofImage[0]?.id]);
  });
});
