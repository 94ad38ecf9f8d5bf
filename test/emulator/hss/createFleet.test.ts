import assert from "node:assert/strict";
import { createFleet } from "../../../src/emulator/hss/createFleet.js";
import type { Host } from "../../../src/emulator/hss/host.js";
import { serversOf } from "../../../src/emulator/hss/serversOf.js";
import { ABSENT_IMAGE } from "../../../src/emulator/hss/images.js";

describe("createFleet", () => {
  const rows = createFleet(5000, 1);
  const fleet = serversOf(rows);
  const share = (image: string) =>
    fleet.filter(({ images }) => images.some(({ name, version }) => `${name}:${version}` === image)).length /
    fleet.length;

  it("gives exactly the same servers for the same size and seed, and others for another seed", () => {
    const text = (size: number, seed: number) => JSON.stringify(createFleet(size, seed));
    assert.equal(text(300, 5), text(300, 5));
    assert.notEqual(text(300, 5), text(300, 6));
    assert.equal(text(0, 5), "[]");
  });

  it("gives every server a unique identity", () => {
    for (const key of ["host_id", "agent_id", "private_ip", "host_name"] as const) {
      assert.equal(new Set(fleet.map(({ row }) => row[key])).size, fleet.length, key);
    }
  });

  it("gives IDs, names and addresses in the form of real ones", () => {
    for (const { row } of rows) {
      assert.match(row.agent_id, /^[0-9a-f]{64}$/);
      assert.match(row.host_id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
      assert.match(row.host_name, /^(prod|test)-[a-z]+-\d{5}$/);
      assert.match(row.private_ip, /^(10|172\.(1[6-9]|2\d|3[01]))(\.\d{1,3}){2,3}$/);
      assert.match(row.public_ip ?? "", /^((203\.0\.113|198\.51\.100)\.\d{1,3})?$/);
      assert.match(row.version, /^hss\.version\.(null|basic|enterprise|premium|container\.enterprise)$/);
      assert.match(row.docker_type ?? "", /^(docker|containerd)$/);
    }
  });

  it("gives a third of the servers a public address, and leaves it out for the others as HSS does", () => {
    const kinds = new Set(fleet.map(({ row }) => (row.public_ip ? "address" : String(row.public_ip))));
    assert.deepEqual([...kinds].sort(), ["", "address", "null", "undefined"]);
    const addresses = fleet.filter(({ row }) => row.public_ip).length;
    assert.ok(addresses > 1500 && addresses < 1800, String(addresses));
  });

  it("has most agents online, and most servers in the default enterprise project", () => {
    const online = fleet.filter(({ row }) => row.agent_status === "online").length;
    assert.ok(online > 4200 && online < 4600, String(online));
    const standard = fleet.filter(({ enterpriseProjectId }) => enterpriseProjectId === "0").length;
    assert.ok(standard > 4400 && standard < 4600, String(standard));
    assert.equal(new Set(fleet.map(({ enterpriseProjectId }) => enterpriseProjectId)).size, 3);
  });

  it("uses only the agent states that HSS has in rows", () => {
    assert.deepEqual([...new Set(fleet.map(({ row }) => row.agent_status))].sort(), [
      "install_failed",
      "installed",
      "installing",
      "not_installed",
      "offline",
      "online",
    ]);
  });

  it("has two rows for one server in fifty, which differ in the private address only", () => {
    assert.deepEqual([fleet.length, rows.length], [4902, 5000]);
    for (const second of rows.filter((host) => !fleet.includes(host))) {
      const first = rows[rows.indexOf(second) - 1] ?? assert.fail();
      assert.deepEqual(
        { ...first, row: { ...first.row, private_ip: "" } },
        { ...second, row: { ...second.row, private_ip: "" } },
      );
      assert.notEqual(first.row.private_ip, second.row.private_ip);
    }
    assert.equal(new Set(rows.map(({ row }) => row.private_ip)).size, 5000);
  });

  it("has look-alike names, dangling images, and servers with two versions of an image", () => {
    for (const image of ["nginx-exporter:1.1.0", "team/nginx:1.25.3", "--:--", ":", "orders:--"])
      assert.ok(share(image) > 0, image);
    assert.ok(share("swr.cn-north-4.myhuaweicloud.com/team/nginx:1.25.3") > 0);
    const without = fleet.filter(({ images }) => images.some(({ name, digest }) => name === "--" && digest === ""));
    assert.ok(without.length > 0 && without.length < 100, String(without.length));
    const versions = ({ images }: Host) => images.filter(({ name }) => name === "nginx").length;
    assert.ok(fleet.some((host) => versions(host) === 2));
    for (const { digest } of fleet.flatMap(({ images }) => images)) assert.match(digest, /^(sha256:[0-9a-f]{64})?$/);
  });

  it("puts one image everywhere, one on a tenth, and one nowhere", () => {
    assert.equal(share("pause:3.9"), 1);
    assert.ok(Math.abs(share("nginx:1.25.3") - 0.1) < 0.02);
    assert.ok(fleet.every(({ images }) => images.every(({ name }) => name !== ABSENT_IMAGE)));
  });

  for (const size of [3, 4, 20, 209, 210, 1200]) {
    it(`puts one image on exactly three of ${size} servers`, () => {
      const holders = serversOf(createFleet(size, 1)).filter(({ images }) =>
        images.some(({ name }) => name === "log4j-demo"),
      );
      assert.equal(holders.length, 3);
    });
  }
});
