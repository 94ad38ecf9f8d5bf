import assert from "node:assert/strict";
import { serversOf } from "../../src/emulator/hss/serversOf.js";
import { startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { createFleet } from "../../src/emulator/hss/createFleet.js";
import type { Host } from "../../src/emulator/hss/host.js";
import { EngineStack, PULUMI_CLI } from "../support/engineStack.js";
import { exampleProgram } from "../support/examples.js";

const IMAGE = "log4j-demo";

interface ResourceState {
  type: string;
  urn: string;
  inputs: Record<string, unknown>;
}

(PULUMI_CLI ? describe : describe.skip)("with the real engine, the example", function () {
  this.timeout(120_000);
  let emulator: Emulator;
  let stack: EngineStack;

  before(async () => {
    emulator = await startEmulator({ hosts: 450 });
  });
  beforeEach(() => {
    emulator.fleet = createFleet(450, 1);
    emulator.intercept = undefined;
    emulator.requests.length = 0;
  });
  afterEach(() => stack.remove());
  after(() => emulator.close());

  const start = async (example: string, settings: Record<string, string>): Promise<void> => {
    stack = await EngineStack.create(exampleProgram(example), emulator, {}, example);
    const entries = Object.entries(settings).map(([key, value]) => [key, { value }]);
    await stack.stack.setAllConfig(Object.fromEntries(entries) as Record<string, { value: string }>);
  };
  const holds = ({ images }: Host) => images.some(({ name }) => name === IMAGE);
  const holders = () => emulator.fleet.filter(holds);
  /** The servers as they are, but for one. */
  const withHost = (index: number, change: (host: Host) => Host) =>
    emulator.fleet.map((host, at) => (at === index ? change(host) : host));
  const withImage = (host: Host): Host => ({ ...host, images: [...host.images, ...(holders()[0]?.images ?? [])] });
  const resources = async (type: string): Promise<ResourceState[]> => {
    const exported = await stack.stack.exportStack();
    const deployment = exported.deployment as { resources: ResourceState[] };
    return deployment.resources.filter((each) => each.type === type);
  };

  it("inventory exports the table of all servers and the holders' addresses", async () => {
    await start("inventory", { imageName: IMAGE });
    await stack.preview();
    const { hostsByEdition, ...rest } = await stack.upValues<Record<string, unknown>>();
    const addresses = holders().map(({ row }) => `${row.private_ip}/32`);
    assert.deepEqual(rest, { holderCount: 3, firewallAddresses: addresses });
    const lines = String(hostsByEdition).split("\n");
    const servers = serversOf(emulator.fleet);
    const online = servers.filter(({ row }) => row.agent_status === "online").length;
    assert.match(
      lines[0] ?? "",
      /^edition +install_failed +installed +installing +not_installed +offline +online +all$/,
    );
    assert.match(lines.at(-1) ?? "", new RegExp(`^all .* ${online} +${servers.length}$`));
    assert.deepEqual((await stack.up()).summary.resourceChanges, { same: 1 });
  });

  it("firewall blocks the address of each holder, names holders without an address, and does not change existing rules", async () => {
    await start("firewall", { imageName: IMAGE, securityGroupId: "sg-1" });
    const [first, second, third] = holders() as [Host, Host, Host];
    emulator.fleet = withHost(emulator.fleet.indexOf(third), (host) => ({
      ...host,
      row: { ...host.row, private_ip: "" },
    }));
    assert.deepEqual((await stack.preview()).changeSummary, { create: 3 });
    const { denied, withoutRule } = await stack.upValues<{ denied: string[]; withoutRule: string[] }>();
    const prefixes = [first, second].map(({ row }) => `${row.private_ip}/32`);
    assert.deepEqual(denied, prefixes);
    assert.deepEqual(withoutRule, [`${third.row.host_name}: it has no private address`]);
    assert.match(stack.output, new RegExp(`No rule for: ${third.row.host_name}`));
    const rules = await resources("huaweicloud:index/networkingSecgroupRule:NetworkingSecgroupRule");
    assert.deepEqual(
      rules.map(({ inputs }) => [inputs.remoteIpPrefix, inputs.action, inputs.securityGroupId]).toSorted(),
      prefixes.map((prefix) => [prefix, "deny", "sg-1"]).toSorted(),
    );

    emulator.fleet = withHost(0, withImage);
    assert.deepEqual((await stack.up()).summary.resourceChanges, { same: 3, create: 1 });
    emulator.fleet = emulator.fleet.filter((host) => host.row.host_id !== first.row.host_id);
    assert.deepEqual((await stack.up()).summary.resourceChanges, { same: 3, delete: 1 });
  });

  it("tagging changes nothing if only the order of the servers changes, and one server's tag if its edition changes", async () => {
    await start("tagging", { imageName: IMAGE, projectId: "project-1" });
    await stack.up();
    const ids = () => holders().map(({ row }) => row.host_id);
    const tagged = await resources("huaweicloud:index/tmsResourceTags:TmsResourceTags");
    assert.deepEqual(tagged.map(({ urn }) => urn.split("::").at(-1)).toSorted(), ids().toSorted());

    const before = ids();
    emulator.fleet = emulator.fleet.toReversed();
    assert.notDeepEqual(ids(), before);
    assert.deepEqual((await stack.up()).summary.resourceChanges, { same: 4 });

    const [changed] = holders() as [Host];
    emulator.fleet = withHost(emulator.fleet.indexOf(changed), (host) => ({
      ...host,
      row: { ...host.row, version: "hss.version.of.tomorrow" },
    }));
    assert.deepEqual((await stack.up()).summary.resourceChanges, { same: 3, update: 1 });
  });

  describe("gate", () => {
    const gate = (forbiddenImage: string, wantedImage: string, settings: Record<string, string> = {}) =>
      start("gate", { forbiddenImage, wantedImage, waitSeconds: "0", ...settings });

    it("stops the deployment if any server holds a forbidden image, and names servers", async () => {
      await gate("pause", "nginx");
      await assert.rejects(stack.preview(), /exit code [1-9]/);
      assert.match(stack.output, /442 violations/);
      const named = serversOf(emulator.fleet).filter(({ row }) => stack.output.includes(row.host_name));
      assert.equal(named.length, 10, stack.output);
      assert.match(stack.output, /more violations: 432\n/);
    });

    it("passes if no server holds the forbidden image and a server holds the required one", async () => {
      await gate("not-deployed", IMAGE);
      await stack.preview();
      assert.deepEqual(await stack.upValues(), { wantedOn: 3 });
    });

    it("only warns of a missing image in a preview, and fails an update after the waiting time", async () => {
      await gate("not-deployed", "not-deployed-either");
      await stack.preview();
      assert.match(stack.output, /warning: No server holds the wanted image not-deployed-either yet/);
      await assert.rejects(stack.up(), /exit code [1-9]/);
      assert.match(stack.output, /No server holds the wanted image not-deployed-either after 0 s/);
    });

    it("waits until a server holds the required image", async () => {
      await gate("not-deployed", "orders-next", { waitSeconds: "60", pollSeconds: "0.01" });
      let looks = 0;
      emulator.intercept = ({ path, params }) => {
        if (path.endsWith("/hosts") && params.get("image_name") === "orders-next" && ++looks === 3) {
          const image = { name: "orders-next", version: "1", digest: "sha256:00" };
          emulator.fleet = withHost(5, (host) => ({ ...host, images: [image] }));
        }
        return false;
      };
      assert.deepEqual(await stack.upValues(), { wantedOn: 1 });
      assert.equal(looks, 3);
    });
  });
});
