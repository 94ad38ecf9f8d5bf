import assert from "node:assert/strict";
import { EMULATED_PROJECT_ID, startEmulator, type Emulator } from "../../../src/emulator/emulator.js";
import { containersOf } from "../../../src/emulator/hss/containersOf.js";
import { serversOf } from "../../../src/emulator/hss/serversOf.js";
import { ask } from "../emulatorClient.js";

const CONTAINERS = `/v5/${EMULATED_PROJECT_ID}/image/local/containers`;

describe("the emulator's list of local image containers", () => {
  let emulator: Emulator;
  before(async () => {
    emulator = await startEmulator({ hosts: 500 });
  });
  beforeEach(() => {
    emulator.hostMatch = "exact";
  });
  after(() => emulator.close());

  const list = (query: string) => ask(emulator, `${CONTAINERS}?enterprise_project_id=all_granted_eps&${query}`);
  const total = async (query: string) => (await list(query)).body.total_num;
  const count = (fits: (name: string) => boolean) =>
    serversOf(emulator.fleet)
      .flatMap(containersOf)
      .filter(({ image }) => fits(image.name)).length;

  it("lists each container once, also on a server with two rows", async () => {
    assert.equal(
      await total(""),
      count(() => true),
    );
  });

  it("matches image names as a whole, or in part", async () => {
    assert.equal(
      await total("image_name=nginx"),
      count((name) => name === "nginx"),
    );
    emulator.hostMatch = "part";
    const inPart = count((name) => name.includes("nginx"));
    assert.ok(inPart > count((name) => name === "nginx"));
    assert.equal(await total("image_name=nginx"), inPart);
  });

  it("matches container and agent IDs as a whole, however names match", async () => {
    emulator.hostMatch = "part";
    const [container = assert.fail()] = emulator.fleet.flatMap(containersOf);
    assert.equal(await total(`container_id=${container.id}`), 1);
    assert.equal(await total(`container_id=${container.id.slice(1)}`), 0);
    const { agent_id } = container.host.row;
    assert.equal(await total(`agent_id=${agent_id}`), containersOf(container.host).length);
    assert.equal(await total(`agent_id=${agent_id.slice(1)}`), 0);
  });

  it("accepts offsets up to 100,000", async () => {
    assert.equal((await list("offset=100000")).status, 200);
    const { status, body } = await list("offset=100001");
    assert.deepEqual([status, body.error_code], [400, "HSS.0001"]);
  });
});
