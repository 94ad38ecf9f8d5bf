import assert from "node:assert/strict";
import { startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { containersOf } from "../../src/emulator/hss/containersOf.js";
import { createFleet } from "../../src/emulator/hss/createFleet.js";
import { ABSENT_IMAGE } from "../../src/emulator/hss/images.js";
import { serversOf } from "../../src/emulator/hss/serversOf.js";
import { getLocalImageHostCount } from "../../src/functions/getLocalImageHostCount.js";
import { emulatedContext, type EmulatedContext } from "../support/emulatedContext.js";

describe("getLocalImageHostCount", () => {
  let emulator: Emulator;
  let context: EmulatedContext;

  const count = (args: Record<string, unknown> = {}) =>
    getLocalImageHostCount.run(getLocalImageHostCount.input.parse(args) as never, context, {
      signal: new AbortController().signal,
      status: () => undefined,
      info: () => undefined,
      warn: () => undefined,
    });

  before(async () => {
    emulator = await startEmulator({ hosts: 1200 });
    context = emulatedContext(emulator);
  });
  beforeEach(() => {
    emulator.intercept = undefined;
    emulator.fleet = createFleet(1200, 1);
    emulator.requests.length = 0;
  });
  after(async () => {
    await context.close();
    await emulator.close();
  });

  it("counts all hosts, and those of an image, in one request for the fewest rows that HSS documents, and one for the images of that name", async () => {
    assert.deepEqual(await count(), { totalNum: 1200, present: true, unverifiedImages: [] });
    assert.deepEqual(await count({ imageName: "log4j-demo" }), { totalNum: 3, present: true, unverifiedImages: [] });
    assert.deepEqual(
      emulator.requests.map(({ params }) => [params.get("image_name"), params.get("offset"), params.get("limit")]),
      [
        [null, "0", "10"],
        ["log4j-demo", "0", "10"],
        ["log4j-demo", "0", "200"],
      ],
    );
  });

  it("counts servers with a container of the image, each once, if presence is container", async () => {
    const has = ({ image }: { image: { name: string } }) => image.name === "nginx";
    const servers = serversOf(emulator.fleet).filter((host) => containersOf(host).some(has));
    const containers = serversOf(emulator.fleet).flatMap(containersOf).filter(has);
    assert.ok(servers.length < containers.length);
    const found = await count({ imageName: "nginx", presence: "container" });
    assert.deepEqual(found, { totalNum: servers.length, present: true, unverifiedImages: [] });
    const none = await count({ imageName: ABSENT_IMAGE, presence: "container" });
    assert.deepEqual(none, { totalNum: 0, present: false, unverifiedImages: [] });
  });

  it("refuses the name of a server if presence is container, because HSS would ignore it", () => {
    const { error } = getLocalImageHostCount.input.safeParse({ hostName: "a", presence: "container" });
    assert.deepEqual(
      error?.issues.map(({ path, message }) => `${path.join(".")} ${message}`),
      ["hostName must be left out if presence is container: HSS cannot list containers by the name of their server"],
    );
  });

  it("counts none of an image that no server has", async () => {
    assert.deepEqual(await count({ imageName: ABSENT_IMAGE }), { totalNum: 0, present: false, unverifiedImages: [] });
  });

  it("counts a single server", async () => {
    emulator.fleet = createFleet(1, 1);
    assert.deepEqual(await count(), { totalNum: 1, present: true, unverifiedImages: [] });
  });

  for (const [what, body] of [
    ["hosts but shows none", '{"total_num":5,"data_list":[]}'],
    ["no hosts but shows one", '{"total_num":0,"data_list":[{"host_id":"x"}]}'],
    ["one host but shows two", '{"total_num":1,"data_list":[{"host_id":"x"},{"host_id":"y"}]}'],
    ["11 hosts but shows 11", `{"total_num":11,"data_list":[${Array(11).fill("{}").join()}]}`],
  ] as const) {
    it(`refuses an answer that counts ${what}`, async () => {
      emulator.intercept = ({ response }) => {
        response.end(body);
        return true;
      };
      await assert.rejects(count(), /total_num is \d, but the page at offset 0 has \d rows|more than the 10 requested/);
    });
  }

  it("fails if the API returns an error", async () => {
    emulator.intercept = ({ response }) => {
      response.writeHead(403).end('{"error_code":"HSS.0013","error_msg":"no permission"}');
      return true;
    };
    await assert.rejects(count(), { name: "ApiError", statusCode: 403, errorCode: "HSS.0013" });
  });
});
