import assert from "node:assert/strict";
import { EMULATED_PROJECT_ID, startEmulator, type Emulator } from "../../../src/emulator/emulator.js";
import { createFleet } from "../../../src/emulator/hss/createFleet.js";
import { SECOND_ENTERPRISE_PROJECT, THIRD_ENTERPRISE_PROJECT } from "../../../src/emulator/hss/enterpriseProjects.js";
import { ABSENT_IMAGE } from "../../../src/emulator/hss/images.js";
import type { Image } from "../../../src/emulator/hss/host.js";
import { serversOf } from "../../../src/emulator/hss/serversOf.js";
import { ask, encode, HOSTS, TOKEN, type Answer, type Headers } from "../emulatorClient.js";

const ALL = "enterprise_project_id=all_granted_eps";

describe("the emulator's list of local image hosts", () => {
  // One row a server. The last test has servers with two.
  const fleet = serversOf(createFleet(520, 1)).slice(0, 500);
  let emulator: Emulator;

  const list = (query: string, headers?: Headers) =>
    ask(emulator, `${HOSTS}?${query}`, headers === undefined ? {} : { headers });
  const total = async (query: string) => (await list(query)).body.total_num;
  const rows = async (query: string) => (await list(query)).body.data_list ?? [];

  before(async () => {
    emulator = await startEmulator({ fleet });
  });
  beforeEach(() => {
    emulator.fleet = fleet;
    emulator.pageCap = 200;
    emulator.hostMatch = "exact";
  });
  after(() => emulator.close());

  it("has the nine fields of each server, in the fleet's order", async () => {
    assert.deepEqual(
      await rows(`${ALL}&offset=100&limit=50`),
      fleet.slice(100, 150).map(({ row }) => row),
    );
    const keys = new Set((await rows(`${ALL}&limit=200`)).flatMap((row) => Object.keys(row)));
    const fields = "agent_id agent_status docker_name docker_type host_id host_name private_ip public_ip version".split(
      " ",
    );
    assert.deepEqual([...keys].sort(), fields);
  });

  it("has ten rows per page by default, and never more than its cap", async () => {
    const count = async (query: string) => (await rows(`${ALL}${query}`)).length;
    assert.equal(await count(""), 10);
    assert.equal(await count("&limit=25"), 25);
    assert.equal(await count("&limit=200"), 200);
    assert.equal(await count("&offset=490&limit=200"), 10);
    assert.equal(await count("&offset=500"), 0);
    emulator.pageCap = 7;
    assert.equal(await count("&limit=200"), 7);
    assert.equal(await total(ALL), 500);
  });

  it("covers the default enterprise project, another one, or all", async () => {
    const inProject = (wanted: string) => fleet.filter(({ enterpriseProjectId }) => enterpriseProjectId === wanted);
    for (const project of ["0", SECOND_ENTERPRISE_PROJECT, THIRD_ENTERPRISE_PROJECT]) {
      assert.ok(inProject(project).length > 0);
      assert.equal(await total(`enterprise_project_id=${project}`), inProject(project).length);
    }
    assert.equal(await total(""), inProject("0").length);
    assert.equal(await total(ALL), 500);
    assert.equal(await total("enterprise_project_id=unknown"), 0);
  });

  it("filters by name, version and digest of the same image", async () => {
    assert.equal(await total(`${ALL}&image_name=pause`), 500);
    assert.equal(await total(`${ALL}&image_name=log4j-demo`), 3);
    assert.equal(await total(`${ALL}&image_name=${ABSENT_IMAGE}`), 0);
    assert.equal(await total(`${ALL}&image_name=log4j`), 0, "part of a name");
    assert.equal(await total(`${ALL}&image_name=log4j-demo&image_version=3.9`), 0, "the version of another image");
    const [image] = fleet.flatMap(({ images }) => images).filter(({ name }) => name === "log4j-demo");
    assert.equal(await total(`${ALL}&image_digest=${encode(image?.digest ?? "")}`), 3);
    assert.equal(await total(`${ALL}&image_name=log4j-demo&image_version=${image?.version ?? ""}`), 3);
  });

  it("filters by a whole agent ID, and by a whole server name", async () => {
    const { agent_id, host_name } = fleet[321]?.row ?? assert.fail();
    assert.deepEqual(await rows(`${ALL}&agent_id=${agent_id}`), [fleet[321]?.row]);
    assert.equal(await total(`${ALL}&agent_id=${agent_id.slice(1)}`), 0);
    assert.deepEqual(await rows(`${ALL}&host_name=${host_name}`), [fleet[321]?.row]);
    assert.equal(await total(`${ALL}&host_name=${host_name.slice(-5)}`), 0);
  });

  it("matches parts of names and versions if this is set, but never parts of agent IDs and digests", async () => {
    const holding = (fits: (image: Image) => boolean) => fleet.filter(({ images }) => images.some(fits)).length;
    assert.equal(
      await total(`${ALL}&image_name=nginx`),
      holding(({ name }) => name === "nginx"),
    );
    emulator.hostMatch = "part";
    assert.ok(holding(({ name }) => name.includes("nginx")) > holding(({ name }) => name === "nginx"));
    assert.equal(
      await total(`${ALL}&image_name=nginx`),
      holding(({ name }) => name.includes("nginx")),
    );
    assert.equal(await total(`${ALL}&image_name=Nginx`), 0);
    const version = ({ name, version }: Image) => name.includes("orders") && version.includes("2026.1");
    assert.equal(await total(`${ALL}&image_name=orders&image_version=2026.1`), holding(version));
    assert.equal(await total(`${ALL}&host_name=web`), fleet.filter(({ row }) => row.host_name.includes("web")).length);
    assert.equal(await total(`${ALL}&agent_id=${fleet[0]?.row.agent_id.slice(1) ?? ""}`), 0);
    assert.equal(await total(`${ALL}&image_digest=sha256`), 0);
  });

  it("lists a server with two addresses twice, and only the address differs", async () => {
    emulator.fleet = createFleet(500, 1);
    const [one, two] = await rows(`${ALL}&host_name=${emulator.fleet[49]?.row.host_name ?? ""}`);
    assert.equal(await total(ALL), 500);
    assert.deepEqual({ ...one, private_ip: two?.private_ip }, two);
    assert.notEqual(one?.private_ip, two?.private_ip);
  });

  it("decodes filters, and ignores unknown parameters", async () => {
    const [first] = fleet;
    assert.ok(first);
    const odd = "a b+c&d=e/é?100%";
    emulator.fleet = [{ ...first, images: [{ name: odd, version: "1", digest: "2" }] }];
    assert.equal(await total(`${ALL}&image_name=${encode(odd)}&nothing=1`), 1);
  });

  it("lists a server without images if the query names no image", async () => {
    emulator.fleet = fleet.slice(0, 1).map((host) => ({ ...host, images: [] }));
    assert.equal(await total(ALL), 1);
    assert.equal(await total(`${ALL}&image_name=pause`), 0);
  });

  it("shows changes of the fleet", async () => {
    emulator.fleet = fleet.toSpliced(2, 1);
    assert.deepEqual(
      (await rows(ALL)).slice(0, 3),
      [fleet[0], fleet[1], fleet[3]].map((host) => host?.row),
    );
    assert.equal(await total(ALL), 499);
    emulator.fleet = [...createFleet(1, 9), ...fleet];
    assert.deepEqual((await rows(`${ALL}&offset=1`))[0], fleet[0]?.row);
    assert.equal(await total(ALL), 501);
    const [first, ...others] = fleet;
    assert.ok(first);
    emulator.fleet = [{ ...first, row: { ...first.row, agent_status: "changed" } }, ...others];
    assert.equal((await rows(ALL))[0]?.agent_status, "changed");
  });

  it("is never out of date, because a fleet in use cannot be modified", () => {
    emulator.fleet = [...fleet];
    assert.throws(() => (emulator.fleet as unknown[]).pop(), TypeError);
  });

  const team = { ...TOKEN, "x-auth-token": "emulated-team-token" };
  const refusals: [what: string, asked: () => Promise<Answer>, status: number, code: string][] = [
    ["a request without region", () => list("", { "x-auth-token": "emulated-token" }), 400, "HSS.0001"],
    ["a negative offset", () => list("offset=-1"), 400, "HSS.0001"],
    ["an offset that is no integer", () => list("offset=1.5"), 400, "HSS.0001"],
    ["an offset above 100,000", () => list("offset=100001"), 400, "HSS.0001"],
    ["a limit of 0", () => list("limit=0"), 400, "HSS.0001"],
    ["a limit of 9", () => list("limit=9"), 400, "HSS.0001"],
    ["a limit of 201", () => list("limit=201"), 400, "HSS.0001"],
    ["a limit that is no integer", () => list("limit=10.5"), 400, "HSS.0001"],
    ["a limit that is no number", () => list("limit=x"), 400, "HSS.0001"],
    ["an empty limit", () => list("limit="), 400, "HSS.0001"],
    ["an enterprise project that is not granted", () => list("", team), 403, "HSS.0013"],
    ["all of them to who is granted one", () => list(ALL, team), 403, "HSS.0013"],
    ["another project", () => ask(emulator, HOSTS.replace(EMULATED_PROJECT_ID, "other")), 403, "HSS.0010"],
  ];
  for (const [what, asked, status, code] of refusals) {
    it(`refuses ${what}`, async () => {
      const answer = await asked();
      assert.deepEqual([answer.status, answer.body.error_code], [status, code]);
      assert.ok(answer.body.error_msg);
    });
  }

  it("accepts the limits of the ranges, and names them in a refusal", async () => {
    assert.equal((await list("limit=10&offset=100000")).status, 200);
    const { body } = await list("limit=9");
    assert.equal(body.error_msg, "Invalid parameter: limit must be an integer from 10 to 200");
  });

  it("returns the enterprise project that is granted", async () => {
    const { status } = await list(`enterprise_project_id=${SECOND_ENTERPRISE_PROJECT}`, team);
    assert.equal(status, 200);
  });
});
