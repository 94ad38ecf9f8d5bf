import assert from "node:assert/strict";
import { createClient } from "../../src/client.js";
import { startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { createFleet } from "../../src/emulator/hss/createFleet.js";
import type { Host, Image } from "../../src/emulator/hss/host.js";
import { serversOf } from "../../src/emulator/hss/serversOf.js";
import { emulated } from "../support/emulated.js";
import { ProviderProcess } from "../support/providerProcess.js";

const FLEET = createFleet(1200, 1);
const holding = (has: (image: Image) => boolean) => FLEET.filter(({ images }) => images.some(has));
const NGINX = holding(({ name }) => name === "nginx");
const ids = (hosts: readonly Host[]) => hosts.map(({ row }) => row.host_id);

interface Result {
  totalNum: number;
  hostCount: number;
  cidrs: string[];
  hosts: { hostId: string; privateIp: string }[];
  containers: { entryPoint: string }[];
  violations: { hostId: string; reason: string }[];
  metadata: { unverifiedImages: string[] };
  unverifiedImages: string[];
}

for (const hostMatch of ["part", "exact"] as const) {
  describe(`imageMatch, where HSS matches ${hostMatch === "part" ? "parts of names" : "whole names"},`, () => {
    let emulator: Emulator;
    let provider: ProviderProcess;

    const call = async (name: string, args: Record<string, unknown>) => {
      const { result, failures } = await provider.invoke(name, args);
      assert.deepEqual(failures, []);
      return result as unknown as Result;
    };
    const asked = () =>
      emulator.requests.map(({ path, params }) => {
        const filters = ["image_name", "image_version", "image_digest"].map((name) => params.get(name) ?? "");
        return `${path.split("/").at(-1) ?? ""} ${filters.join(" ").trim()}`;
      });
    const refuseImages = (status: number, body: object) => {
      emulator.intercept = ({ path, response }) => {
        if (!path.endsWith("/local-repositories")) return false;
        response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
        return true;
      };
    };

    before(async () => {
      emulator = await startEmulator({ fleet: FLEET, hostMatch });
      provider = await ProviderProcess.configured(emulated(emulator));
    });
    beforeEach(() => {
      emulator.fleet = FLEET;
      emulator.intercept = undefined;
      emulator.requests.length = 0;
    });
    after(async () => {
      await provider.stop();
      await emulator.close();
    });

    it("counts, and gives the addresses and violations of, the servers of exactly the image", async () => {
      assert.deepEqual(await call("getLocalImageHostCount", { imageName: "nginx" }), {
        totalNum: NGINX.length,
        present: true,
        unverifiedImages: [],
      });
      const addresses = await call("getLocalImageHostCidrs", { imageName: "nginx" });
      const privates = NGINX.map(({ row }) => `${row.private_ip}/32`);
      assert.deepEqual(new Set(addresses.cidrs), new Set(privates));
      assert.equal(addresses.hostCount, serversOf(NGINX).length);

      const rules = [
        { name: "deny", severity: "high", effect: "deny", image: { name: "nginx" } },
        {
          name: "require",
          severity: "low",
          effect: "require",
          image: { name: "nginx", version: "1.25.3" },
          minimumHosts: 1200,
        },
      ];
      const { violations, metadata } = await call("getLocalImageCompliance", { rules });
      const found = violations.map(({ hostId, reason }) => hostId || reason);
      const old = serversOf(holding(({ name, version }) => name === "nginx" && version === "1.25.3")).length;
      assert.deepEqual(
        found.sort(),
        [
          ...ids(serversOf(NGINX)),
          `only ${old} of the selected servers hold nginx:1.25.3, but at least 1200 must`,
        ].sort(),
      );
      assert.deepEqual(metadata.unverifiedImages, []);
    });

    it("gives each row of exactly the image once, or a window of them, where it is asked to", async () => {
      const exact = { imageName: "nginx", imageMatch: "exact" };
      const whole = await call("getLocalImageHosts", exact);
      const hosts = whole.hosts;
      assert.equal(whole.totalNum, NGINX.length);
      const key = (id: string, address: string) => `${id} ${address}`;
      assert.deepEqual(
        hosts.map(({ hostId, privateIp }) => key(hostId, privateIp)).sort(),
        NGINX.map(({ row }) => key(row.host_id, row.private_ip)).sort(),
      );
      const window = await call("getLocalImageHosts", { ...exact, offset: 20, limit: 30 });
      assert.deepEqual(window, { ...whole, hosts: hosts.slice(20, 50) });

      const { containers } = await call("getLocalImageContainers", { ...exact, imageVersion: "1.25.3" });
      const entryPoints = new Set(containers.map(({ entryPoint }) => entryPoint));
      assert.deepEqual([...entryPoints], ["/usr/bin/nginx"]);
    });

    it("is the server's own for lists, unless they say otherwise", async () => {
      const { totalNum } = await call("getLocalImageHosts", { imageName: "nginx" });
      assert.equal(
        totalNum,
        hostMatch === "exact" ? NGINX.length : holding(({ name }) => name.includes("nginx")).length,
      );
      assert.ok(asked().every((request) => request === "hosts nginx"));
    });

    it("asks no more than it must", async () => {
      const requestsOf = async (args: Record<string, unknown>) => {
        emulator.requests.length = 0;
        await call("getLocalImageHostCount", args);
        return asked();
      };
      const digest = FLEET.flatMap(({ images }) => images).find(({ name }) => name === "nginx")?.digest ?? "";
      assert.deepEqual(await requestsOf({ imageName: "not-deployed" }), ["hosts not-deployed"]);
      assert.deepEqual(await requestsOf({ imageDigest: digest }), [`hosts ${digest}`]);
      assert.deepEqual(await requestsOf({ imageName: "redis" }), ["hosts redis", "local-repositories redis"]);
      assert.deepEqual(await requestsOf({ imageName: "nginx", imageMatch: "server" }), ["hosts nginx"]);
      const exporters = await requestsOf({ imageName: "nginx-exporter" });
      assert.deepEqual(exporters, ["hosts nginx-exporter", "local-repositories nginx-exporter"]);
      const one = await requestsOf({ imageName: "nginx", imageVersion: "1.27.0" });
      assert.deepEqual(one, ["hosts nginx 1.27.0", "local-repositories nginx"]);
      const [first, second, third, ...more] = await requestsOf({ imageName: "nginx", imageVersion: "1.25.3" });
      assert.deepEqual([first, second], ["hosts nginx 1.25.3", "local-repositories nginx"]);
      assert.match(third ?? "", /^hosts nginx 1\.25\.3 sha256:6a94/);
      assert.deepEqual(more, []);
    });

    it("asks for the images of a name once, however many rules are about it", async () => {
      const rules = ["1.25.3", "1.27.0", undefined].map((version) => ({
        name: `no nginx ${version ?? ""}`,
        severity: "low",
        effect: "deny",
        image: { name: "nginx", ...(version && { version }) },
      }));
      await call("getLocalImageCompliance", { rules });
      assert.equal(asked().filter((request) => request.startsWith("local-repositories")).length, 1);
    });

    it("finds no server where there are only other images", async () => {
      emulator.fleet = holding(({ name }) => name === "team/nginx").filter(
        ({ images }) => !images.some(({ name }) => name === "nginx"),
      );
      const nothing = { totalNum: 0, present: false, unverifiedImages: [] };
      assert.deepEqual(await call("getLocalImageHostCount", { imageName: "nginx" }), nothing);
      const hosts = await call("getLocalImageHosts", { imageName: "nginx", imageMatch: "exact" });
      assert.deepEqual(hosts, { totalNum: 0, hosts: [], unverifiedImages: [] });
    });

    it("says which images it cannot tell from others", async () => {
      const [first = assert.fail(), second = assert.fail()] = FLEET;
      const plain: Image = { name: "nginx", version: "1", digest: "" };
      emulator.fleet = [
        { ...first, images: [plain] },
        { ...second, images: [{ ...plain, name: "team/nginx" }] },
      ];
      const { unverifiedImages, totalNum } = await call("getLocalImageHostCount", { imageName: "nginx" });
      assert.deepEqual(unverifiedImages, ["nginx:1 (it has no digest)"]);
      assert.equal(totalNum, hostMatch === "part" ? 2 : 1);
    });

    it("says how to do without the list of images where HSS refuses it", async () => {
      refuseImages(403, { error_code: "HSS.0013", error_msg: "no permission" });
      await assert.rejects(call("getLocalImageHostCidrs", { imageName: "nginx" }), (error: Error) => {
        assert.match(error.message, /set imageMatch to "server" to accept all images that HSS matches/);
        assert.match(error.message, /image\/local-repositories/);
        return true;
      });
    });

    it("does not guess where the list of images has none that fits", async () => {
      refuseImages(200, { total_num: 0, data_list: [] });
      await assert.rejects(
        call("getLocalImageHostCount", { imageName: "redis" }),
        /The list changed while it was being read[^]*it has rows for the image redis, but image\/local-repositories has no such image/,
      );
    });

    it("holds for the client, too", async () => {
      const client = createClient(emulated(emulator));
      const read = async (args: object) => {
        const found: string[] = [];
        for await (const page of client.localImageHosts({ imageName: "nginx", imageMatch: "exact", ...args }))
          found.push(...page.map(({ hostId, privateIp }) => `${hostId} ${privateIp}`));
        return found;
      };
      const all = await read({});
      assert.deepEqual(new Set(all), new Set(NGINX.map(({ row }) => `${row.host_id} ${row.private_ip}`)));
      assert.equal(all.length, NGINX.length);
      assert.deepEqual(await read({ offset: 20, limit: 120 }), all.slice(20, 140));
      const images: string[] = [];
      for await (const page of client.localImages({ imageName: "nginx-exporter" }))
        images.push(...page.map(({ imageName }) => imageName));
      assert.deepEqual([...new Set(images)], ["nginx-exporter"]);
      await client.close();
    });
  });
}
