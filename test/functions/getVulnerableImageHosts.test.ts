import assert from "node:assert/strict";
import { startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { createFleet } from "../../src/emulator/hss/createFleet.js";
import type { Host, Image } from "../../src/emulator/hss/host.js";
import { imageScan } from "../../src/emulator/hss/imageScan.js";
import { serversOf } from "../../src/emulator/hss/serversOf.js";
import { vulnerabilityOf } from "../../src/emulator/hss/vulnerabilities.js";
import { getVulnerableImageHosts } from "../../src/functions/getVulnerableImageHosts.js";
import { emulated } from "../support/emulated.js";
import { emulatedContext } from "../support/emulatedContext.js";
import { argumentsIn, ProviderProcess } from "../support/providerProcess.js";

interface FoundImage {
  reference: string;
  imageName: string;
  vulIds: string[];
  handled: boolean;
  firstScanTime: number;
  latestScanTime: number;
  containerNum: number;
}

interface Result {
  vulnerabilities: { vulId: string }[];
  images: FoundImage[];
  hosts: { hostId: string; privateIps: string[]; publicIps: string[]; images: string[] }[];
  unverifiedImages: string[];
}

const FLEET = createFleet(450, 1);
const LOG4SHELL = "CVE-2021-44228";
const LOG4SHELL_ID = "HCVD-APP-CVE-2021-44228";
const LOOK_ALIKE = "CVE-2021-4422";
const LOOK_ALIKE_ID = "HCVD-APP-CVE-2021-4422";

const digestOf = (number: number) => `sha256:${String(number).padStart(64, "0")}`;
const referenceOf = ({ name, version, digest }: Image) =>
  `${name || "<none>"}${version && `:${version}`}${digest && `@${digest}`}`;
const hasCve = (image: Image, cve: string) =>
  (imageScan(image).found?.vulnerabilityIds ?? []).some((id) => cve in vulnerabilityOf(id).cves);

for (const match of ["exact", "part"] as const) {
  describe(`getVulnerableImageHosts, where HSS matches ${match === "part" ? "parts of" : "whole"} IDs and names,`, () => {
    let emulator: Emulator;
    let provider: ProviderProcess;

    const call = async (args: Record<string, unknown>): Promise<Result> => {
      const { result } = await provider.invoke("getVulnerableImageHosts", args);
      return result as unknown as Result;
    };
    const asked = (list: string) => emulator.requests.filter(({ path }) => path.endsWith(list));
    /** The servers with one of these images each, in turn. */
    const fleetWith = (...lists: Image[][]): Host[] =>
      lists.map((images, index) => ({ ...(FLEET[index] ?? assert.fail()), images }));
    /** Each server with the images that have the CVE, found without HSS. */
    const expectedHosts = (cve: string) =>
      serversOf(emulator.fleet)
        .map(({ row, images }) => [
          row.host_id,
          images
            .filter((image) => hasCve(image, cve))
            .map(referenceOf)
            .sort(),
        ])
        .filter(([, images]) => images?.length)
        .sort();
    const foundHosts = ({ hosts }: Result) => hosts.map(({ hostId, images }) => [hostId, images.toSorted()]).sort();

    before(async () => {
      emulator = await startEmulator({ fleet: FLEET, hostMatch: match, cveMatch: match });
      provider = await ProviderProcess.configured(emulated(emulator));
    });
    beforeEach(() => {
      emulator.fleet = FLEET;
      emulator.intercept = undefined;
      emulator.pageCap = 200;
      emulator.requests.length = 0;
    });
    after(async () => {
      await provider.stop();
      await emulator.close();
    });

    it("finds the vulnerabilities of a CVE, its images and their servers, each once", async () => {
      const { vulnerabilities, images, hosts, unverifiedImages } = await call({ cve: LOG4SHELL });
      const log4j = FLEET.flatMap((host) => host.images).find(({ name }) => name === "log4j-demo") ?? assert.fail();
      const { found = assert.fail(), updated } = imageScan(log4j);
      assert.deepEqual(vulnerabilities, [
        {
          vulId: "EulerOS-SA-2022-1027",
          vulName: "EulerOS security update for log4j",
          type: "linux_vul",
          severityLevel: "Critical",
          cveList: [LOG4SHELL, "CVE-2021-45046"],
          maxCvssScore: 10,
          scanTime: found.scanned,
          description: `EulerOS security update for log4j: ${LOG4SHELL}, CVE-2021-45046`,
          solutionDetail: "Update the package log4j.",
          url: "https://vulnerabilities.example.com/EulerOS-SA-2022-1027",
        },
        {
          vulId: LOG4SHELL_ID,
          vulName: "Apache Log4j2 remote code execution",
          type: "app_vul",
          severityLevel: "Critical",
          cveList: [LOG4SHELL],
          maxCvssScore: 10,
          scanTime: found.scanned,
          description: `Apache Log4j2 remote code execution: ${LOG4SHELL}`,
          solutionDetail: "Update Apache Log4j2 to 2.17.1.",
          url: `https://vulnerabilities.example.com/${LOG4SHELL_ID}`,
        },
      ]);
      const [image = assert.fail(), ...more] = images as unknown as Record<string, unknown>[];
      assert.deepEqual(more, []);
      const { imageId, containerNum, ...rest } = image;
      assert.match(String(imageId), /^[0-9a-f-]{36}$/);
      assert.equal(typeof containerNum, "number");
      assert.deepEqual(rest, {
        reference: referenceOf(log4j),
        imageName: log4j.name,
        imageVersion: log4j.version,
        imageDigest: log4j.digest,
        vulIds: ["EulerOS-SA-2022-1027", LOG4SHELL_ID],
        repairNecessity: "Critical",
        handled: false,
        firstScanTime: updated,
        latestScanTime: found.scanned,
      });
      const holders = FLEET.filter((host) => host.images.includes(log4j));
      assert.deepEqual(
        hosts,
        holders.map(({ row }) => ({
          agentId: row.agent_id,
          agentStatus: row.agent_status,
          hostName: row.host_name,
          hostId: row.host_id,
          version: row.version,
          privateIp: row.private_ip,
          publicIp: row.public_ip ?? "",
          dockerName: row.docker_name,
          dockerType: row.docker_type,
          privateIps: [row.private_ip],
          publicIps: row.public_ip ? [row.public_ip] : [],
          images: [referenceOf(log4j)],
        })),
      );
      assert.deepEqual(unverifiedImages, []);
      // An image with both types of vulnerability is asked for once.
      assert.deepEqual(
        asked("/image/local/hosts").map(({ params }) =>
          ["image_name", "image_version", "image_digest"].map((filter) => params.get(filter)),
        ),
        [[null, null, log4j.digest]],
      );
      assert.deepEqual(asked("/image/local-repositories"), []);
    });

    for (const [cve, id] of [
      [LOOK_ALIKE, LOOK_ALIKE_ID],
      ["CVE-2021-442280", "HCVD-APP-CVE-2021-442280"],
      ["CVE-2026-1004", "EulerOS-SA-2026-1004"],
    ] as const) {
      it(`finds the servers of ${cve}, and none of a CVE with a similar ID`, async () => {
        emulator.fleet = FLEET.map((host) => ({ ...host, images: host.images.filter(({ digest }) => digest !== "") }));
        const found = await call({ cve });
        assert.deepEqual(
          found.vulnerabilities.map(({ vulId }) => vulId),
          [id],
        );
        const expected = expectedHosts(cve);
        assert.ok(expected.length > 3);
        assert.deepEqual(foundHosts(found), expected);
        assert.deepEqual(foundHosts(await call({ vulnerabilityId: id })), expected);
      });
    }

    it("finds vulnerabilities that were handled, and says so", async () => {
      const image = (name: string, ignoredIds: string[]): Image => ({
        name,
        version: "1",
        digest: `sha256:${name}`,
        vulnerabilityIds: [LOG4SHELL_ID, "EulerOS-SA-2022-1027"],
        ignoredIds,
      });
      emulator.fleet = fleetWith(
        [image("open", [])],
        [image("half", [LOG4SHELL_ID])],
        [image("ignored", [LOG4SHELL_ID, "EulerOS-SA-2022-1027"])],
      );
      const { vulnerabilities, images, hosts } = await call({ cve: LOG4SHELL });
      assert.equal(vulnerabilities.length, 2);
      assert.deepEqual(
        new Map(images.map(({ imageName, handled }) => [imageName, handled])),
        new Map([
          ["open", false],
          ["half", false],
          ["ignored", true],
        ]),
      );
      assert.equal(hosts.length, 3);
    });

    it("finds nothing for a CVE that no image has, in four requests", async () => {
      const nothing = { vulnerabilities: [], images: [], hosts: [], unverifiedImages: [] };
      assert.deepEqual(await call({ cve: "CVE-1999-0001" }), nothing);
      const queries = emulator.requests.map(({ params }) =>
        ["type", "handle_status"].map((name) => params.get(name)).join(),
      );
      assert.deepEqual(queries.sort(), [
        "app_vul,handled",
        "app_vul,unhandled",
        "linux_vul,handled",
        "linux_vul,unhandled",
      ]);
    });

    it("has no image whose scan was not successful", async () => {
      const unscanned =
        Array.from({ length: 50 }, (_, index): Image => ({
          name: "app",
          version: String(index),
          digest: digestOf(index),
        })).find((image) => imageScan(image).status === "unscan") ?? assert.fail();
      emulator.fleet = fleetWith([unscanned]);
      assert.deepEqual((await call({ cve: LOOK_ALIKE })).images, []);
    });

    it("gives a server with two images and two addresses once, with all of them", async () => {
      const [first = assert.fail()] = FLEET;
      const images = ["a", "b"].map((name): Image => ({
        name,
        version: "1",
        digest: `sha256:${name}`,
        vulnerabilityIds: [LOG4SHELL_ID],
      }));
      const second = { ...first, row: { ...first.row, private_ip: "172.16.0.9", public_ip: "203.0.113.9" }, images };
      emulator.fleet = [{ ...first, images }, second];
      const { hosts } = await call({ cve: LOG4SHELL });
      assert.deepEqual(
        hosts.map(({ hostId, privateIps, publicIps, images: names }) => ({ hostId, privateIps, publicIps, names })),
        [
          {
            hostId: first.row.host_id,
            privateIps: [first.row.private_ip, "172.16.0.9"],
            publicIps: [...(first.row.public_ip ? [first.row.public_ip] : []), "203.0.113.9"],
            names: images.map(referenceOf),
          },
        ],
      );
    });

    it("is about exactly the image that the arguments name", async () => {
      const image = (name: string, version: string, number: number): Image => ({
        name,
        version,
        digest: digestOf(number),
        vulnerabilityIds: [LOG4SHELL_ID],
      });
      const all = [image("app", "1", 1), image("app", "1.2", 2), image("app-tools", "1", 3), image("team/app", "1", 4)];
      emulator.fleet = fleetWith(...all.map((each) => [each]));
      const found = async (args: object) => {
        const { vulnerabilities, images, hosts } = await call({ cve: LOG4SHELL, ...args });
        assert.equal(vulnerabilities.length, 1);
        assert.equal(hosts.length, images.length);
        return images.map(({ reference }) => reference);
      };
      const [app, newer, tools] = all.map(referenceOf);
      assert.deepEqual(await found({ imageName: "app" }), [app, newer]);
      assert.deepEqual(await found({ imageName: "app", imageVersion: "1" }), [app]);
      assert.deepEqual(await found({ imageDigest: digestOf(3) }), [tools]);
      assert.deepEqual(await found({ imageName: "ap" }), []);
      assert.deepEqual(await found({ imageName: "App" }), []);
    });

    it("asks for an image without a digest by its name, and says that it may be another", async () => {
      const plain: Image = { name: "app", version: "1", digest: "", vulnerabilityIds: [LOG4SHELL_ID] };
      const twin: Image = { name: "app", version: "1", digest: digestOf(1) };
      emulator.fleet = fleetWith([plain], [twin], [{ ...twin, name: "application", digest: digestOf(2) }]);
      const { images, hosts, unverifiedImages } = await call({ cve: LOG4SHELL });
      assert.deepEqual(
        images.map(({ reference }) => reference),
        ["app:1"],
      );
      const expected = FLEET.slice(0, match === "part" ? 3 : 2).map(({ row }) => row.host_id);
      assert.deepEqual(hosts.map(({ hostId }) => hostId).sort(), expected.sort());
      assert.deepEqual(unverifiedImages, ["app:1 (it has no digest)"]);
    });

    it("says that an image without a digest may be another, also if that one has the same name and version", async () => {
      const plain: Image = { name: "app", version: "1", digest: "", vulnerabilityIds: [LOG4SHELL_ID] };
      emulator.fleet = fleetWith([plain], [{ name: "app", version: "1", digest: digestOf(1) }]);
      const { hosts, unverifiedImages } = await call({ cve: LOG4SHELL });
      assert.equal(hosts.length, 2);
      assert.deepEqual(unverifiedImages, ["app:1 (it has no digest)"]);
    });

    it("says which image it cannot tell from one with the same digest and a similar name", async () => {
      const image = (name: string): Image => ({
        name,
        version: "1",
        digest: digestOf(1),
        vulnerabilityIds: [LOG4SHELL_ID],
      });
      emulator.fleet = fleetWith([image("app")], [image("app-tools")]);
      const { hosts, unverifiedImages } = await call({ cve: LOG4SHELL, imageName: "app" });
      assert.equal(hosts.length, match === "part" ? 2 : 1);
      assert.deepEqual(unverifiedImages, ["app:1 (app-tools:1 has the same digest)"]);
    });

    it("does not give one image's servers to another with the same digest", async () => {
      const image = (name: string): Image => ({
        name,
        version: "1",
        digest: digestOf(1),
        vulnerabilityIds: [LOG4SHELL_ID],
      });
      emulator.fleet = fleetWith([image("app")], [image("service")]);
      const found = await call({ cve: LOG4SHELL });
      assert.deepEqual(foundHosts(found), expectedHosts(LOG4SHELL));
      const { hosts } = await call({ cve: LOG4SHELL, imageName: "service" });
      assert.deepEqual(
        hosts.map(({ hostId }) => hostId),
        [FLEET[1]?.row.host_id],
      );
    });

    it("fails if an image cannot be asked for at all, and not if the arguments leave it out", async () => {
      emulator.fleet = fleetWith(
        [{ name: "", version: "", digest: "", vulnerabilityIds: [LOG4SHELL_ID] }],
        [{ name: "app", version: "1", digest: digestOf(1), vulnerabilityIds: [LOG4SHELL_ID] }],
      );
      const { status, message } = await provider.failing("getVulnerableImageHosts", { cve: LOG4SHELL });
      assert.equal(status, "UNAVAILABLE");
      assert.match(
        message,
        /Delete the image, or set imageName to leave it out\.[^]*the image has no digest, name or version, so HSS cannot list its servers/,
      );
      assert.equal((await call({ cve: LOG4SHELL, imageName: "app" })).hosts.length, 1);
    });

    it("reads every page of every list", async () => {
      const images = Array.from({ length: 250 }, (_, index): Image => ({
        name: "app",
        version: String(index),
        digest: digestOf(index),
        vulnerabilityIds: [LOG4SHELL_ID],
      }));
      const common: Image = { name: "base", version: "1", digest: digestOf(1000), vulnerabilityIds: [LOG4SHELL_ID] };
      emulator.fleet = serversOf(FLEET).map((host, index) => ({
        ...host,
        images: [common, images[index] ?? common].slice(0, index < 250 ? 2 : 1),
      }));
      const found = await call({ cve: LOG4SHELL });
      assert.equal(found.images.length, 251);
      assert.deepEqual(foundHosts(found), expectedHosts(LOG4SHELL));
      assert.ok(asked("/vulnerability/images").some(({ params }) => params.get("offset") === "199"));
      assert.ok(asked("/image/local/hosts").some(({ params }) => params.get("offset") === "398"));
    });

    it("reads a list of vulnerabilities of several pages", async () => {
      const vulnerabilityIds = [LOOK_ALIKE_ID, "HCVD-APP-CVE-2021-442280", LOG4SHELL_ID];
      emulator.fleet = fleetWith([{ name: "app", version: "1", digest: digestOf(1), vulnerabilityIds }]);
      emulator.pageCap = 2;
      const { vulnerabilities, hosts } = await call({ cve: LOG4SHELL });
      assert.deepEqual(
        vulnerabilities.map(({ vulId }) => vulId),
        [LOG4SHELL_ID],
      );
      assert.equal(hosts.length, 1);
      const first = await call({ cve: LOOK_ALIKE });
      assert.deepEqual(
        first.vulnerabilities.map(({ vulId }) => vulId),
        [LOOK_ALIKE_ID],
      );
      const offsets = asked("/images/vulnerabilities").map(({ params }) => params.get("offset"));
      assert.equal(offsets.includes("1"), match === "part");
    });

    it("asks within the enterprise project of the call", async () => {
      const image: Image = { name: "app", version: "1", digest: digestOf(1), vulnerabilityIds: [LOG4SHELL_ID] };
      emulator.fleet = fleetWith([image], [image]).map((host, index) => ({
        ...host,
        enterpriseProjectId: index === 0 ? "0" : "c07fe3d1-8b62-4f19-a4d0-2e9b71c5f860",
      }));
      const { hosts } = await call({ cve: LOG4SHELL, enterpriseProjectId: "0" });
      assert.deepEqual(
        hosts.map(({ hostId }) => hostId),
        [FLEET[0]?.row.host_id],
      );
      assert.ok(emulator.requests.every(({ params }) => params.get("enterprise_project_id") === "0"));
    });

    for (const [row, problem] of [
      [
        { vul_id: LOG4SHELL_ID, cve_list: [] },
        /vulnerability: HCVD-APP-CVE-2021-44228[^]*place: cve_list[^]*it is empty, although the list is about CVE-2021-44228/,
      ],
      [
        { vul_name: "Log4Shell", cve_list: [{ cve_id: LOG4SHELL }] },
        /vulnerability: Log4Shell[^]*place: vul_id[^]*it is empty, although the list is about CVE-2021-44228/,
      ],
    ] as const)
      it(`fails if a row has only ${Object.keys(row).join(" and ")}`, async () => {
        emulator.intercept = ({ path, params, response }) => {
          if (!path.endsWith("/images/vulnerabilities") || params.get("type") !== "app_vul") return false;
          const body = { total_num: 1, data_list: [row] };
          response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
          return true;
        };
        const { message } = await provider.failing("getVulnerableImageHosts", { cve: LOG4SHELL });
        assert.match(message, problem);
      });

    for (const list of ["images/vulnerabilities", "vulnerability/images", "image/local/hosts"]) {
      it(`fails if ${list} keeps changing`, async () => {
        emulator.pageCap = 2;
        const images = Array.from({ length: 9 }, (_, index): Image => ({
          name: "app",
          version: String(index),
          digest: digestOf(index),
          vulnerabilityIds: [LOG4SHELL_ID, "EulerOS-SA-2022-1027"],
        }));
        emulator.fleet = FLEET.map((host) => ({ ...host, images }));
        let total = 100;
        emulator.intercept = ({ path, response }) => {
          if (!path.endsWith(list)) return false;
          const row = { vul_id: LOG4SHELL_ID, cve_list: [{ cve_id: LOG4SHELL }], image_name: "app", host_id: "host-1" };
          const rows = [0, 1].map((index) => ({
            ...row,
            image_version: String(index),
            agent_id: `agent-${total}-${index}`,
          }));
          const body = { total_num: total++, data_list: rows };
          response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
          return true;
        };
        const { status, message } = await provider.failing("getVulnerableImageHosts", { cve: LOG4SHELL });
        assert.equal(status, "ABORTED");
        assert.match(message, new RegExp(`^The list changed while it was being read\\.\n[^]*list: ${list}`));
      });
    }

    it("warns with onDrift warn if a list of vulnerable images keeps changing", async () => {
      const image: Image = { name: "app", version: "1", digest: digestOf(1), vulnerabilityIds: [LOG4SHELL_ID] };
      emulator.fleet = fleetWith([image]);
      emulator.intercept = ({ path, params, response }) => {
        if (!path.endsWith("/vulnerability/images") || params.get("is_handled") !== "false") return false;
        const rows = [1, 2].map((number) => ({
          vul_id: LOG4SHELL_ID,
          image_name: "app",
          image_version: "1",
          image_digest: digestOf(1),
          agent_id: `${number}`,
        }));
        const body = { total_num: 1, data_list: rows };
        response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
        return true;
      };
      const context = emulatedContext(emulator, { onDrift: "warn" });
      const warnings: string[] = [];
      const result = await getVulnerableImageHosts.run({ cve: LOG4SHELL } as never, context, {
        signal: new AbortController().signal,
        status: () => undefined,
        info: () => undefined,
        warn: (message) => warnings.push(message),
      });
      await context.close();
      assert.deepEqual(warnings, [
        "getVulnerableImageHosts: the list changed while it was being read, so the result may be incomplete: " +
          "total_num is 1, but the page at offset 0 has 2 rows.",
      ]);
      assert.equal((result as Result).hosts.length, 1);
    });

    for (const [args, problem] of [
      [{}, /^Argument cve or vulnerabilityId must be set\.\n/],
      [{ imageName: "nginx" }, /^Argument cve or vulnerabilityId must be set\.\n/],
      [{ cve: LOG4SHELL, vulnerabilityId: LOG4SHELL_ID }, /^Argument cve and vulnerabilityId cannot both be set\.\n/],
      [{ cve: "44228" }, /^Argument cve must be a CVE ID such as CVE-2021-44228\.\n/],
      [{ cve: "cve-2021-44228" }, /^Argument cve must be a CVE ID such as CVE-2021-44228\.\n/],
      [{ cve: "CVE-2021-44228 " }, /^Argument cve must be a CVE ID such as CVE-2021-44228\.\n/],
      [{ cve: "CVE-2021-442" }, /^Argument cve must be a CVE ID such as CVE-2021-44228\.\n/],
      [{ vulnerabilityId: " " }, /^Argument vulnerabilityId must not be empty\.\n/],
    ] as const) {
      it(`refuses ${JSON.stringify(args)}, and sends no request`, async () => {
        const { status, message } = await provider.failing("getVulnerableImageHosts", args);
        assert.equal(status, "INVALID_ARGUMENT");
        assert.match(message, problem);
        assert.equal(emulator.requests.length, 0);
      });
    }

    it("names every wrong argument", async () => {
      const { message } = await provider.failing("getVulnerableImageHosts", { cve: 1, imageName: "", hostName: "x" });
      assert.deepEqual(argumentsIn(message), ["cve", "hostName", "imageName"]);
    });
  });
}
