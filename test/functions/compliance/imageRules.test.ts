import assert from "node:assert/strict";
import type { ImageSelector } from "../../../src/compliance/imageSelector.js";
import { startEmulator, type Emulator } from "../../../src/emulator/emulator.js";
import { containersOf } from "../../../src/emulator/hss/containersOf.js";
import { createFleet } from "../../../src/emulator/hss/createFleet.js";
import type { Host, Image } from "../../../src/emulator/hss/host.js";
import { imageScan, severityOf } from "../../../src/emulator/hss/imageScan.js";
import { serversOf } from "../../../src/emulator/hss/serversOf.js";
import { vulnerabilityOf } from "../../../src/emulator/hss/vulnerabilities.js";
import { checkCompliance, type Checked } from "../../support/checkCompliance.js";
import { denyRule, requireRule } from "../../support/complianceData.js";
import { emulatedContext, type EmulatedContext } from "../../support/emulatedContext.js";

const AS_OF = "2026-11-24T12:00:00Z";
const DAY_MS = 24 * 60 * 60 * 1000;
const REGISTRY = "swr.cn-north-4.myhuaweicloud.com";

const MORE: readonly Image[] = [
  { name: "httpd", version: "v2.4", digest: "sha256:a1" },
  { name: "team/web/httpd", version: "2.4.58-alpine", digest: "sha256:a2" },
  { name: "<none>", version: "<none>", digest: "sha256:a3" },
  { name: "ubuntu", version: "20.04", digest: "sha256:a4" },
  { name: "httpd", version: "latest", digest: "sha256:a5" },
];
/** Servers with the emulator's images, which look alike, and with one of these. Only digests tell some of them apart. */
const FLEET: readonly Host[] = createFleet(450, 1).map((host) => ({
  ...host,
  images: [
    ...host.images.filter(({ digest }) => digest !== ""),
    MORE[Number.parseInt(host.row.host_id.slice(0, 8), 16) % MORE.length] as Image,
  ],
}));
const IMAGE_DIGESTS = new Map(FLEET.flatMap(({ images }) => images).map(({ name, digest }) => [name, digest]));
const isNone = (text: string) => ["", "--", "<none>"].includes(text);

function hasCve(image: Image, cve: string): boolean {
  return (imageScan(image).found?.vulnerabilityIds ?? []).some((id) => cve in vulnerabilityOf(id).cves);
}

for (const hostMatch of ["part", "exact"] as const) {
  describe(`rules about images, where HSS matches ${hostMatch === "part" ? "parts of names" : "whole names"},`, () => {
    let emulator: Emulator;
    let context: EmulatedContext;
    const statuses: string[] = [];

    const call = (args: Record<string, unknown>) =>
      checkCompliance(context, { asOf: AS_OF, ...args }, { status: (message) => statuses.push(message) });
    const asked = () =>
      emulator.requests.map(({ path, params }) => {
        const filters = ["image_name", "image_version", "image_digest"].map((name) => params.get(name) ?? "");
        return `${path.split("/").at(-1) ?? ""} ${filters.join(" ").trim()}`.trim();
      });
    const idsOf = (hosts: readonly Host[]) => [...new Set(hosts.map(({ row }) => row.host_id))].sort();
    const holding = (has: (image: Image) => boolean) => FLEET.filter(({ images }) => images.some(has));
    const found = ({ violations }: Checked) => violations.map(({ hostId }) => hostId).sort();

    before(async () => {
      emulator = await startEmulator({ hosts: 0, hostMatch });
      context = emulatedContext(emulator);
    });
    beforeEach(() => {
      emulator.fleet = [...FLEET];
      emulator.requests.length = 0;
      statuses.length = 0;
    });
    after(async () => {
      await context.close();
      await emulator.close();
    });

    for (const [selector, fits] of [
      [{ namePattern: "nginx" }, ({ name }) => name === "nginx"],
      [{ namePattern: "nginx*" }, ({ name }) => name.startsWith("nginx")],
      [{ namePattern: "*/nginx" }, ({ name }) => name === "team/nginx"],
      [{ namePattern: "**/nginx" }, ({ name }) => name === "nginx" || name.endsWith("/nginx")],
      [{ namePattern: `${REGISTRY}/**` }, ({ name }) => name.startsWith(REGISTRY)],
      [{ namePattern: "**/httpd" }, ({ name }) => name.endsWith("httpd")],
      [{ namePattern: "**" }, ({ name }) => !isNone(name)],
      [{ name: "nginx", versionRange: "<1.27" }, ({ name, version }) => name === "nginx" && version === "1.25.3"],
      [{ versionPattern: "latest" }, ({ version }) => version === "latest"],
      [
        { namePattern: "**/httpd", versionRange: "^2.4" },
        ({ name, version }) => name.endsWith("httpd") && version !== "latest",
      ],
      [{ versionRange: ">=20 <21" }, ({ name }) => name === "ubuntu"],
      [{ versionRange: ">=2026.11" }, ({ version }) => version === "2026.11.0"],
      [{ name: "--", imageType: "swr_image" }, (image) => image.name === "--" && imageScan(image).type === "swr_image"],
      [{ imageType: "swr_image" }, (image) => imageScan(image).type === "swr_image"],
      [{ olderThanDays: 200 }, (image) => imageScan(image).updated < Date.parse(AS_OF) - 200 * DAY_MS],
      [{ scan: { unscanned: true } }, (image) => !["success", "failed"].includes(imageScan(image).status)],
      [{ scan: { failed: true } }, (image) => imageScan(image).status === "failed"],
      [
        { scan: { olderThanDays: 100 } },
        (image) => (imageScan(image).found?.scanned ?? 0) < Date.parse(AS_OF) - 100 * DAY_MS,
      ],
      [{ cve: "CVE-2021-44228" }, ({ name }) => name === "log4j-demo"],
      [
        { cve: "CVE-2021-4422", namePattern: "n*" },
        (image) => image.name.startsWith("n") && hasCve(image, "CVE-2021-4422"),
      ],
      [{ severityAtLeast: "medium" }, (image) => ["Medium", "High"].includes(severityOf(imageScan(image)) ?? "")],
      [
        { digest: MORE[2]?.digest, imageType: imageScan(MORE[2] as Image).type as "swr_image" },
        (image) => image === MORE[2],
      ],
    ] satisfies [ImageSelector, (image: Image) => boolean][]) {
      it(`find the servers with an image of ${JSON.stringify(selector)}`, async () => {
        const hosts = holding(fits);
        assert.ok(hosts.length > 0);
        const result = await call({ rules: [denyRule({ image: selector })] });
        assert.deepEqual(found(result), idsOf(hosts));
        for (const { hostId, images, image } of result.violations) {
          const own = FLEET.find(({ row }) => row.host_id === hostId)?.images.filter(fits) ?? [];
          assert.equal(images.length, own.length);
          assert.ok(own.every(({ name }) => images.some((each) => each.startsWith(isNone(name) ? "<none>@" : name))));
          assert.match(image, /^an image /);
        }
      });
    }

    it("say which images of a denied kind a server holds, and count those beyond five", async () => {
      const [host] = FLEET as [Host];
      const images = ["g", "b", "f", "d", "a", "c", "e"].map((name) => ({
        name,
        version: "1",
        digest: `sha256:${name}`,
      }));
      emulator.fleet = [3, 5, 7].map((number, index) => ({
        ...host,
        row: { ...host.row, host_name: String(index), host_id: String(index), agent_status: "online" },
        images: images.slice(-number),
      }));
      const { violations } = await call({ rules: [denyRule({ image: { namePattern: "**" } })] });
      assert.deepEqual(
        violations.map(({ reason }) => reason),
        ["holds a:1, c:1 and e:1", "holds a:1, c:1, d:1, e:1 and f:1", "holds a:1, b:1, c:1, d:1, e:1 and 2 more"],
      );
      assert.deepEqual(violations[2]?.images, ["a:1", "b:1", "c:1", "d:1", "e:1", "f:1", "g:1"]);
    });

    it("about an exact image keep their reason, and name the image if it was searched for", async () => {
      const old = denyRule({ name: "old", image: { name: "nginx", version: "1.25.3" } });
      const both = await call({ rules: [old, denyRule({ name: "new", image: { namePattern: "ng*" } })] });
      const [violation] = both.violations;
      assert.match(violation?.reason ?? "", /^holds nginx:1\.25\.3(;|$)/);
      assert.deepEqual([violation?.image, violation?.images], ["nginx:1.25.3", ["nginx:1.25.3"]]);
      const alone = await call({ rules: [old] });
      assert.deepEqual(
        alone.violations.map(({ hostId, image, reason }) => [hostId, image, reason]),
        both.violations
          .filter(({ rule }) => rule === "old")
          .map(({ hostId, image, reason }) => [hostId, image, reason]),
      );
    });

    it("require an image of a kind on every server", async () => {
      const isNew = ({ name }: Image) => name.endsWith("httpd");
      const result = await call({ rules: [requireRule({ image: { namePattern: "**/httpd" } })] });
      assert.deepEqual(found(result), idsOf(FLEET.filter(({ images }) => !images.some(isNew))));
      assert.match(result.violations[0]?.reason ?? "", /^does not hold an image with a name like \*\*\/httpd/);
      const few = await call({ rules: [requireRule({ image: { namePattern: "**/httpd" }, minimumHosts: 1000 })] });
      const reason = `only ${idsOf(holding(isNew)).length} of the selected servers hold an image with a name like **/httpd, but at least 1000 must`;
      assert.deepEqual(
        few.violations.map((violation) => violation.reason),
        [reason],
      );
    });

    it("allow some images only: each other image on a server is a violation", async () => {
      const images = [
        { namePattern: "{pause,nginx*,orders,redis}" },
        { name: "library/postgres" },
        { versionPattern: "20.*" },
      ];
      const { violations } = await call({ rules: [{ ...denyRule(), effect: "allow", image: undefined, images }] });
      const names = ["pause", "nginx", "nginx-exporter", "orders", "redis", "library/postgres", "ubuntu"];
      const expected = serversOf(FLEET).flatMap(({ row, images: held }) =>
        held
          .filter(({ name }) => !names.includes(name))
          .map(({ name, version, digest }) =>
            [row.host_id, isNone(name) ? `<none>@${digest}` : `${name}:${version}`].join(" "),
          ),
      );
      assert.ok(expected.some((each) => each.endsWith(" <none>@sha256:a3")));
      assert.deepEqual(violations.map(({ hostId, image }) => `${hostId} ${image}`).sort(), expected.sort());
      const [{ image, images: own, reason } = assert.fail()] = violations;
      assert.deepEqual(own, [image]);
      assert.match(reason, /^holds \S+, which is not allowed(;|$)/);
    });

    it("allow an image without a name if a property fits that is not its name", async () => {
      const images = [{ namePattern: "**" }, { digest: "sha256:a3" }];
      const { violations } = await call({ rules: [{ ...denyRule(), effect: "allow", image: undefined, images }] });
      const labels = new Set(violations.map(({ image }) => image));
      assert.ok(labels.size > 0 && !labels.has("<none>@sha256:a3"));
      assert.ok([...labels].every((label) => label.startsWith("<none>@sha256:")));
    });

    it("count servers with a container of the image", async () => {
      const has = ({ name }: Image) => name.startsWith("nginx");
      const withContainer = serversOf(FLEET).filter((host) => containersOf(host).some(({ image }) => has(image)));
      assert.ok(withContainer.length < idsOf(holding(has)).length);
      const pattern = denyRule({ image: { namePattern: "nginx*" }, presence: "container" });
      const result = await call({ rules: [pattern] });
      assert.deepEqual(found(result), idsOf(withContainer));
      for (const { hostId, agentStatus, reason } of result.violations) {
        assert.equal(agentStatus, FLEET.find(({ row }) => row.host_id === hostId)?.row.agent_status);
        assert.match(reason, /^has a container of nginx/);
      }
      const exact = { image: { name: "nginx" }, presence: "container" as const };
      const servers = serversOf(FLEET).filter((host) => containersOf(host).some(({ image }) => image.name === "nginx"));
      assert.deepEqual(found(await call({ rules: [denyRule(exact)] })), idsOf(servers));
      const lacking = await call({ rules: [requireRule(exact)] });
      assert.deepEqual(found(lacking), idsOf(serversOf(FLEET).filter((host) => !servers.includes(host))));
      assert.match(lacking.violations[0]?.reason ?? "", /^has no container of nginx(;|$)/);
    });

    it("about containers count a server on which the image was deleted, whose agent is unknown", async () => {
      emulator.intercept = ({ path, response }) => {
        if (!path.endsWith("/image/local/hosts")) return false;
        response.writeHead(200, { "content-type": "application/json" }).end(`{"total_num":0}`);
        return true;
      };
      try {
        const result = await call({ rules: [denyRule({ image: { namePattern: "redis" }, presence: "container" })] });
        const servers = serversOf(FLEET).filter((host) =>
          containersOf(host).some(({ image }) => image.name === "redis"),
        );
        assert.deepEqual(found(result), idsOf(servers));
        assert.match(
          result.violations[0]?.reason ?? "",
          /; its agent is in an unknown state, so this may be out of date$/,
        );
      } finally {
        emulator.intercept = undefined;
      }
    });

    it("list what they need to know, but HSS does not say, and the reports mention it", async () => {
      const rules = [
        denyRule({ name: "no-old", image: { namePattern: "**/httpd", versionRange: "<2" } }),
        denyRule({ name: "no-risk", image: { name: "orders", severityAtLeast: "low" } }),
      ];
      const { metadata, passed, reports } = await call({ rules, reports: ["markdown"] });
      const unscanned = [...new Set(holding(({ name }) => name === "orders").flatMap(({ images }) => images))].filter(
        (image) => image.name === "orders" && imageScan(image).found === undefined,
      );
      assert.ok(unscanned.length > 0);
      assert.deepEqual(
        new Set(metadata.unresolved),
        new Set([
          "httpd:latest (no-old: its version has no number)",
          ...unscanned.map(
            ({ version, digest }) =>
              `orders${isNone(version) ? `@${digest}` : `:${version}`} (no-risk: it was not scanned)`,
          ),
        ]),
      );
      assert.match(reports[0]?.content ?? "", /\. Some rules need facts about images that HSS does not give/);
      assert.equal(passed, true);
    });

    describe("ask HSS", () => {
      it("for the images once, and for the servers of each by its digest, once however many rules want it", async () => {
        const rules = [
          ...Array.from({ length: 20 }, (_, index) =>
            denyRule({ name: `r${index}`, image: { namePattern: "nginx*" } }),
          ),
          denyRule({ name: "range", image: { name: "nginx", versionRange: "<1.27" } }),
          denyRule({ name: "exact", image: { name: "nginx", version: "1.27.0" } }),
          denyRule({ name: "absent", image: { name: "nginx-absent" } }),
        ];
        const { metadata } = await call({ rules });
        const digests = [...new Set(holding(({ name }) => name.startsWith("nginx")).flatMap(({ images }) => images))]
          .filter(({ name }) => name.startsWith("nginx"))
          .map(({ name, version, digest }) => `hosts ${name} ${version} ${digest}`);
        assert.equal(digests.length, 3);
        // The list of images was narrowed to names with "nginx", so others may have the same digests.
        assert.deepEqual(asked().sort(), ["local-repositories nginx", ...digests, "hosts nginx-absent"].sort());
        assert.deepEqual(metadata.queries.map(({ list, image }) => `${list} ${image}`).slice(0, 2), [
          "images nginx",
          "hosts nginx:1.25.3",
        ]);
        assert.deepEqual(statuses, ["getLocalImageCompliance: the servers of 4 images take 4 requests"]);
      });

      it("for all images if the rules have no part of a name in common", async () => {
        await call({
          rules: [denyRule({ image: { namePattern: "redis*" } }), requireRule({ image: { name: "pause" } })],
        });
        const [redis, pause] = ["redis", "pause"].map((name) => `hosts ${IMAGE_DIGESTS.get(name) ?? ""}`);
        assert.deepEqual(new Set(asked()), new Set(["local-repositories", "hosts", redis, pause]));
      });

      it("for an exact image by its name if several images have that name alone", async () => {
        emulator.fleet = FLEET.map((host) => ({
          ...host,
          images: host.images.filter(({ name }) => name === "nginx" || name === "redis"),
        }));
        await call({
          rules: [
            denyRule({ name: "a" }),
            denyRule({ name: "b", image: { name: "nginx" } }),
            denyRule({ name: "c", image: { namePattern: "redis" } }),
          ],
        });
        assert.deepEqual(
          asked().sort(),
          [`hosts ${IMAGE_DIGESTS.get("redis") ?? ""}`, "hosts log4j-demo", "hosts nginx", "local-repositories"].sort(),
        );
      });

      it("for nothing more than before if all rules name their images exactly", async () => {
        await call({ rules: [denyRule(), denyRule({ name: "digest", image: { digest: "sha256:a1" } })] });
        assert.deepEqual(asked().sort(), ["hosts log4j-demo", "hosts sha256:a1", "local-repositories log4j-demo"]);
        assert.deepEqual(statuses, []);
      });

      it("for no servers if the rules need more images than maxImages", async () => {
        const rules = [
          denyRule({ name: "nginx", image: { namePattern: "nginx*" } }),
          denyRule({ name: "all", image: { namePattern: "**" } }),
          denyRule({ name: "exact", image: { name: "redis" } }),
        ];
        const images = new Set(FLEET.flatMap(({ images }) => images).filter(({ name }) => !isNone(name))).size;
        await assert.rejects(call({ rules, maxImages: images - 1 }), {
          name: "ArgumentError",
          property: "maxImages",
          message:
            `The rules need the servers of ${images} images, but maxImages is ${images - 1}.\n` +
            'Narrow the images of the rules, for example with namePattern or versionRange, raise maxImages, or set hostDetails to "none".\n' +
            `  rule all: needs ${images} images\n  rule nginx: needs 3 images`,
        });
        assert.deepEqual(asked(), ["local-repositories"]);
        await call({ rules, maxImages: images });
      });
    });

    it("fail if HSS lists servers of an exact image that its images lack", async () => {
      emulator.intercept = ({ path, response }) => {
        if (!path.endsWith("/local-repositories")) return false;
        response.writeHead(200, { "content-type": "application/json" }).end(`{"total_num":0}`);
        return true;
      };
      try {
        const rules = [denyRule({ image: { name: "redis" } }), denyRule({ name: "b", image: { namePattern: "x*" } })];
        await assert.rejects(call({ rules }), { name: "DriftError", message: /it has rows for the image redis/ });
      } finally {
        emulator.intercept = undefined;
      }
    });

    it("say which images they cannot tell from others", async () => {
      const [host] = FLEET as [Host];
      const held = [
        { name: "web", version: "1", digest: "" },
        { name: "web-old", version: "1", digest: "" },
        { name: "api", version: "1", digest: "sha256:b1" },
        { name: "team/api", version: "1", digest: "sha256:b1" },
        { name: "", version: "", digest: "" },
      ];
      emulator.fleet = held.map((image, index) => ({
        ...host,
        row: { ...host.row, host_id: `id-${index}`, agent_status: "online" },
        images: [image],
      }));
      const { violations, metadata } = await call({ rules: [denyRule({ image: { namePattern: "{web,api}" } })] });
      assert.deepEqual(metadata.unverifiedImages.sort(), [
        "api:1 (team/api:1 has the same digest)",
        "web:1 (it has no digest)",
      ]);
      const ids = violations.map(({ hostId }) => hostId);
      assert.deepEqual(ids.sort(), hostMatch === "part" ? ["id-0", "id-1", "id-2", "id-3"] : ["id-0", "id-2"]);
    });

    it("are not about another image with the same digest, whatever its name is", async () => {
      const [host] = FLEET as [Host];
      emulator.fleet = ["nginx", "web"].map((name) => ({
        ...host,
        row: { ...host.row, host_id: name },
        images: [{ name, version: "1", digest: "sha256:b1" }],
      }));
      const { violations, metadata } = await call({ rules: [denyRule({ image: { namePattern: "nginx*" } })] });
      assert.deepEqual(
        violations.map(({ hostId }) => hostId),
        ["nginx"],
      );
      assert.deepEqual(metadata.unverifiedImages, []);
    });

    it("allow images of a name, and look at all others", async () => {
      const rule = { ...denyRule(), effect: "allow", image: undefined, images: [{ namePattern: "**/nginx" }] };
      const result = await call({ rules: [rule] });
      assert.deepEqual(new Set(found(result)), new Set(idsOf(holding(({ name }) => !name.endsWith("nginx")))));
    });

    it("count the servers of an image that HSS cannot list them for", async () => {
      const [host] = FLEET as [Host];
      emulator.fleet = ["a", "b"].map((id) => ({
        ...host,
        row: { ...host.row, host_id: id },
        images: [{ name: "", version: "", digest: "" }],
      }));
      const rule = { ...denyRule(), effect: "allow", image: undefined, images: [{ namePattern: "**" }] };
      const { violations } = await call({ rules: [rule] });
      assert.deepEqual(
        violations.map(({ hostId, image, reason }) => [hostId, image, reason]),
        [["", "<none>", "2 servers hold <none>, which is not allowed"]],
      );
    });

    it("read the images of a CVE once, however many rules are about it", async () => {
      const image = { cve: "CVE-2021-44228" };
      const { metadata } = await call({
        rules: [denyRule({ image }), denyRule({ name: "b", image, severity: "low" })],
      });
      const vulnerabilities = emulator.requests.filter(({ path }) => path.endsWith("/images/vulnerabilities"));
      assert.equal(vulnerabilities.length, 4, "two types, handled or not");
      assert.deepEqual(metadata.queries.map(({ list, image: about, hosts }) => [list, about, hosts]).slice(1, 2), [
        ["vulnerabilities", "CVE-2021-44228", 1],
      ]);
      assert.ok(metadata.unresolved.every((text) => text.endsWith(": it was not scanned)")));
    });

    it("about a CVE ask for the servers of an image that only the vulnerabilities name", async () => {
      emulator.intercept = ({ path, response }) => {
        if (!path.endsWith("/local-repositories")) return false;
        response.writeHead(200, { "content-type": "application/json" }).end(`{"total_num":0}`);
        return true;
      };
      try {
        const result = await call({ rules: [denyRule({ image: { cve: "CVE-2021-44228" } })] });
        assert.deepEqual(found(result), idsOf(holding(({ name }) => name === "log4j-demo")));
      } finally {
        emulator.intercept = undefined;
      }
    });

    describe("with hostDetails none", () => {
      it("are judged by the list of images alone", async () => {
        const rules = [
          denyRule({ name: "deny", image: { namePattern: "nginx*" } }),
          denyRule({ name: "exact", image: { name: "nginx", version: "1.25.3" } }),
          denyRule({ name: "none", image: { name: "nginx-absent" } }),
          denyRule({ name: "containers", presence: "container", image: { name: "nginx", version: "1.27.0" } }),
        ];
        const { violations } = await call({ rules, hostDetails: "none" });
        assert.deepEqual(asked(), ["local-repositories nginx"]);
        const servers = (wanted: string, wantedVersion?: string) =>
          idsOf(holding(({ name, version }) => name === wanted && version === (wantedVersion ?? version))).length;
        const containers = serversOf(FLEET)
          .flatMap(containersOf)
          .filter(({ image: { name, version } }) => name === "nginx" && version === "1.27.0").length;
        assert.deepEqual(
          violations.map(({ rule, hostId, hostName, image, reason }) => [rule, hostId, hostName, image, reason]),
          [
            ["deny", "", "", "nginx-exporter:1.1.0", `${servers("nginx-exporter")} servers hold nginx-exporter:1.1.0`],
            ["deny", "", "", "nginx:1.25.3", `${servers("nginx", "1.25.3")} servers hold nginx:1.25.3`],
            ["deny", "", "", "nginx:1.27.0", `${servers("nginx", "1.27.0")} servers hold nginx:1.27.0`],
            ["exact", "", "", "nginx:1.25.3", `${servers("nginx", "1.25.3")} servers hold nginx:1.25.3`],
            ["containers", "", "", "nginx:1.27.0", `${containers} containers were made from nginx:1.27.0`],
          ],
        );
      });

      it("allow what they list", async () => {
        const rule = { ...denyRule(), effect: "allow", image: undefined, images: [{ namePattern: "**" }] };
        const { violations } = await call({ rules: [rule], hostDetails: "none" });
        assert.deepEqual(asked(), ["local-repositories"]);
        assert.ok(
          violations.every(({ reason }) => /^\d+ servers? holds? <none>@\S+, which is not allowed$/.test(reason)),
        );
        assert.equal(
          violations.length,
          new Set(FLEET.flatMap(({ images }) => images).filter(({ name }) => isNone(name))).size,
        );
      });
    });

    describe("are refused", () => {
      const allow = { ...denyRule(), effect: "allow", image: undefined, images: [{ namePattern: "**" }] };
      const why = "if hostDetails is none, because servers are not read then";
      for (const [what, args, message] of [
        [
          "with imageMatch server and a pattern",
          { imageMatch: "server", rules: [denyRule({ image: { namePattern: "x" } })] },
          "Argument rules[0].image must only have name, version and digest if imageMatch is server.",
        ],
        [
          "with imageMatch server and an allow-list",
          { imageMatch: "server", rules: [allow] },
          "Argument rules[0].effect must not be allow if imageMatch is server.",
        ],
        [
          "with hostDetails none and require",
          { hostDetails: "none", rules: [requireRule()] },
          `Argument rules[0].effect must not be require ${why}.`,
        ],
        [
          "with hostDetails none and hosts",
          { hostDetails: "none", rules: [denyRule({ hosts: { namePattern: "a" } })] },
          `Argument rules[0].hosts must be left out ${why}.`,
        ],
        [
          "with hostDetails none and exceptions",
          {
            hostDetails: "none",
            ruleFile: JSON.stringify({
              rules: [denyRule({ exceptions: [{ host: "a", reason: "x", expires: "2027-01-01" }] })],
            }),
          },
          `Argument ruleFile.rules[0].exceptions must be left out ${why}.`,
        ],
      ] as const) {
        it(what, async () => {
          await assert.rejects(
            call(args),
            (error: Error) => error.name === "ArgumentError" && error.message.startsWith(`${message}\n`),
          );
          assert.deepEqual(asked(), []);
        });
      }

      it("with hostDetails none and imageMatch server", async () => {
        await assert.rejects(call({ rules: [denyRule()], hostDetails: "none", imageMatch: "server" }), {
          message: "imageMatch: must be exact if hostDetails is none: HSS itself lists the images",
        });
      });
    });
  });
}
