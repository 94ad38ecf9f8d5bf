import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { Ajv2020 } from "ajv/dist/2020.js";
import { fleetFile, fleetJsonSchema } from "../../src/fleet/fleet.js";
import { readFleet } from "../../src/fleet/readFleet.js";

const digest = (digit: string) => `sha256:${digit.repeat(64)}`;
const madeUp = (image: string) => `sha256:${createHash("sha256").update(image).digest("hex")}`;
const NGINX = { imageName: "nginx", imageVersion: "1.25.3", imageDigest: digest("1") };
const DESCRIBED = "docs/testing.md describes fleets.";

describe("a recorded fleet", () => {
  it("has the schema that is published; npm run schema writes it anew", async () => {
    assert.deepEqual(JSON.parse(await readFile("docs/fleet.schema.json", "utf8")), fleetJsonSchema());
  });

  it("fits its published schema if it can be read, and only then", () => {
    const fits = new Ajv2020({ allErrors: true }).compile(fleetJsonSchema());
    for (const [fleet, expected] of [
      [{ formatVersion: 1 }, true],
      [{ formatVersion: 1, hosts: [{ hostName: "a", images: ["nginx:1", NGINX] }], images: [NGINX] }, true],
      [{}, false],
      [{ formatVersion: 2 }, false],
      [{ formatVersion: 1, servers: [] }, false],
      [{ formatVersion: 1, hosts: [{ images: [{ name: "nginx" }] }] }, false],
    ] as const) {
      assert.equal(fits(fleet), expected, JSON.stringify(fleet));
      if (expected) readFleet(fleet, fleetFile);
      else assert.throws(() => readFleet(fleet, fleetFile), { name: "ArgumentError" });
    }
  });

  it("may name an image by name and version, by its digest, or by its properties", () => {
    const other = { imageName: "registry:5000/team/nginx", imageVersion: "2", imageDigest: digest("2") };
    const references = ["nginx:1.25.3", digest("1"), { imageName: "nginx" }, "registry:5000/team/nginx:2"];
    const { hosts } = readFleet({ hosts: references.map((image) => ({ images: [image] })), images: [NGINX, other] });
    assert.deepEqual(
      hosts.map(({ images }) => images),
      [[NGINX], [NGINX], [NGINX], [other]],
    );
  });

  it("may name images that it says nothing about: each is one image, with a digest of its own", () => {
    const { hosts, images } = readFleet({ hosts: [{ images: ["a:1", "b:1"] }, { images: ["a:1", digest("3")] }] });
    assert.deepEqual(images, []);
    const [first, second] = hosts;
    assert.deepEqual(first?.images[0], { imageName: "a", imageVersion: "1", imageDigest: madeUp("a:1") });
    assert.equal(first.images[0], second?.images[0]);
    assert.deepEqual(second?.images[1], { imageName: "", imageVersion: "", imageDigest: digest("3") });
    const { images: known } = readFleet({ images: [{ imageName: "c", imageVersion: "1", imageDigest: "" }] });
    assert.equal(known[0]?.imageDigest, "");
  });

  it("gives servers without an ID one by their position, and their enterprise project", () => {
    const { hosts } = readFleet({
      enterpriseProjectId: "team",
      hosts: [{ hostName: "a" }, { hostId: "b", enterpriseProjectId: "other" }, { hostName: "c" }],
    });
    assert.deepEqual(
      hosts.map(({ hostId, enterpriseProjectId }) => [hostId, enterpriseProjectId]),
      [
        ["00000000-0000-4000-a000-000000000001", "team"],
        ["b", "other"],
        ["00000000-0000-4000-a000-000000000003", "team"],
      ],
    );
    assert.equal(readFleet({ hosts: [{}] }).hosts[0]?.enterpriseProjectId, "0");
  });

  it("has the image of a container on the server, too", () => {
    const { hosts } = readFleet({ hosts: [{ images: ["a:1"], containers: [{ image: "b:1" }, { image: "a:1" }] }] });
    assert.deepEqual(
      hosts[0]?.images.map(({ imageName }) => imageName),
      ["a", "b"],
    );
    assert.equal(hosts[0].containers[1]?.image, hosts[0].images[0]);
  });

  const reference = 'must be "name:version", a digest, or an object with imageName, imageVersion and imageDigest';
  const twoTags = [NGINX, { ...NGINX, imageVersion: "latest" }];
  for (const [what, fleet, message] of [
    ["that is no object", [], `The fleet must be an object.\nCorrect it. ${DESCRIBED}`],
    ["that is nothing", null, `The fleet must be an object.\nCorrect it. ${DESCRIBED}`],
    ["of a later format", { formatVersion: 2 }, `The fleet's formatVersion must be 1.\nCorrect it. ${DESCRIBED}`],
    [
      "with an unknown property",
      { servers: [] },
      "The fleet has no property servers.\nUse one of: $schema, formatVersion, region, projectId, enterpriseProjectId, hosts, images.",
    ],
    [
      "with an unknown property of a server",
      { hosts: [{}, { hostname: "a" }] },
      "The fleet has no property hosts[1].hostname.\nUse one of: hostName, hostId, agentId, agentStatus, version, " +
        "privateIp, publicIp, dockerName, dockerType, enterpriseProjectId, images, containers.",
    ],
    [
      "with an unknown property of a server's image",
      { hosts: [{ images: [{ name: "nginx" }] }] },
      "The fleet has no property hosts[0].images[0].name.\nUse one of: imageName, imageVersion, imageDigest.",
    ],
    [
      "with values of another type",
      { hosts: [{ hostName: 1, images: "nginx:1" }], images: [{ vulNum: "3" }] },
      `3 properties of the fleet are invalid.\nCorrect them. ${DESCRIBED}\n` +
        "  hosts[0].hostName: must be a string\n  hosts[0].images: must be a list\n  images[0].vulNum: must be an integer",
    ],
    [
      "with a number as an image",
      { hosts: [{ images: [7] }] },
      `The fleet's hosts[0].images[0] ${reference}.\nCorrect it. ${DESCRIBED}`,
    ],
    [
      "with an image without a version",
      { hosts: [{ images: ["nginx"] }] },
      `The fleet's hosts[0].images[0] ${reference}.\nCorrect it. ${DESCRIBED}`,
    ],
    [
      "with an image without properties",
      { hosts: [{ images: [{}] }] },
      `The fleet's hosts[0].images[0] ${reference}.\nCorrect it. ${DESCRIBED}`,
    ],
    [
      "with a name that several images have",
      { hosts: [{ images: ["nginx:1.25.3"] }], images: [NGINX, { ...NGINX, imageDigest: digest("2") }] },
      `The fleet's hosts[0].images[0] fits several images; give an object with imageName, imageVersion and imageDigest.\nCorrect it. ${DESCRIBED}`,
    ],
    [
      "with a digest that several images have",
      { hosts: [{ containers: [{ image: digest("1") }] }], images: twoTags },
      `The fleet's hosts[0].containers[0].image fits several images; give an object with imageName, imageVersion and imageDigest.\nCorrect it. ${DESCRIBED}`,
    ],
    [
      "with the same image twice",
      { images: [NGINX, NGINX] },
      `The fleet's images[1] is the same image as images[0].\nCorrect it. ${DESCRIBED}`,
    ],
    [
      "with containers in the second entry of a server",
      { hosts: [{ hostId: "a" }, { hostId: "a", containers: [{ image: "b:1" }] }] },
      `The fleet's hosts[1].containers must be in hosts[0], the first entry of the server.\nCorrect it. ${DESCRIBED}`,
    ],
  ] as const) {
    it(`${what} is refused`, () => {
      assert.throws(() => readFleet(fleet), { name: "ArgumentError", message });
    });
  }

  it("in a file must say its format", () => {
    const message = `The fleet's formatVersion must be 1.\nCorrect it. ${DESCRIBED}`;
    assert.throws(() => readFleet({ hosts: [] }, fleetFile), { name: "ArgumentError", message });
  });
});
