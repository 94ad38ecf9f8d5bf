import assert from "node:assert/strict";
import { startEmulator, type Emulator } from "../../../src/emulator/emulator.js";
import { createFleet } from "../../../src/emulator/hss/createFleet.js";
import type { Image } from "../../../src/emulator/hss/host.js";
import { checkCompliance } from "../../support/checkCompliance.js";
import { AS_OF, denyRule, requireRule } from "../../support/complianceData.js";
import { emulatedContext, type EmulatedContext } from "../../support/emulatedContext.js";

const OLD: Image = { name: "nginx", version: "1.24.0", digest: "sha256:a1" };
const OLD_TOO: Image = { name: "nginx", version: "1.25.3", digest: "sha256:a2" };
const REBUILT: Image = { ...OLD_TOO, digest: "sha256:a3" };
/** The images of each server. */
const SERVERS: Readonly<Record<string, readonly Image[]>> = {
  "has-one": [OLD],
  "has-both": [OLD, OLD_TOO],
  "has-rebuilt": [REBUILT],
};

describe("exceptions for images", () => {
  let emulator: Emulator;
  let context: EmulatedContext;

  const until = "2027-01-01";
  const excepted = (exception: object) => ({ reason: "known", expires: until, ...exception });
  const check = async (rule: object) => {
    const { violations, exemptions } = await checkCompliance(context, { rules: [rule], asOf: AS_OF });
    return {
      violations: Object.fromEntries(violations.map(({ hostName, reason }) => [hostName, reason])),
      exemptions: exemptions.map(({ hostName }) => hostName),
    };
  };

  before(async () => {
    emulator = await startEmulator({ hosts: 0, hostMatch: "part" });
    const hosts = createFleet(Object.keys(SERVERS).length, 1);
    emulator.fleet = Object.entries(SERVERS).map(([name, images], index) => {
      const host = hosts[index] ?? assert.fail();
      return { ...host, row: { ...host.row, agent_status: "online", host_name: name }, images };
    });
    context = emulatedContext(emulator);
  });
  after(async () => {
    await context.close();
    await emulator.close();
  });

  for (const image of [{ namePattern: "nginx*" }, { name: "nginx" }]) {
    describe(`in a rule about ${JSON.stringify(image)}`, () => {
      const rule = (...exceptions: object[]) => denyRule({ image, exceptions: exceptions as never });

      it("exempt a server whose images are all exempt, and name the other images of others", async () => {
        assert.deepEqual(await check(rule(excepted({ image: { versionRange: "<1.25" } }))), {
          violations: { "has-both": "holds nginx:1.25.3", "has-rebuilt": "holds nginx:1.25.3" },
          exemptions: ["has-one"],
        });
      });

      it("do not exempt an image of the same name and version with another digest", async () => {
        const { exemptions } = await check(rule(excepted({ image: { digest: REBUILT.digest } })));
        assert.deepEqual(exemptions, []);
      });

      it("may be several, each for some of the images", async () => {
        const exceptions = [
          excepted({ image: { version: "1.24.0" } }),
          excepted({ image: { version: "1.25.3" }, host: "*-both" }),
        ];
        assert.deepEqual(await check(rule(...exceptions)), {
          violations: { "has-rebuilt": "holds nginx:1.25.3" },
          exemptions: ["has-both", "has-one"],
        });
      });

      it("expire, and the violation says so", async () => {
        const exceptions = [
          excepted({ image: { version: "1.24.0" }, expires: "2026-01-01", owner: "team-web", ticket: "SEC-7" }),
          excepted({ host: "has-rebuilt" }),
        ];
        const expired = "; the exception for it expired on 2026-01-01 (known; owner: team-web; ticket: SEC-7)";
        assert.deepEqual(await check(rule(...exceptions)), {
          violations: {
            "has-one": `holds nginx:1.24.0${expired}`,
            "has-both": `holds nginx:1.24.0 and nginx:1.25.3${expired}`,
          },
          exemptions: ["has-rebuilt"],
        });
      });
    });
  }

  it("exempt a server from an allow-list, image by image", async () => {
    const allowed = { image: undefined, images: [{ name: "redis" }], effect: "allow" };
    const exceptions = [excepted({ image: { version: "1.24.0" } })];
    assert.deepEqual(await check({ ...denyRule(), ...allowed, exceptions }), {
      violations: {
        "has-both": "holds nginx:1.25.3, which is not allowed",
        "has-rebuilt": "holds nginx:1.25.3, which is not allowed",
      },
      exemptions: ["has-both", "has-one"],
    });
  });

  for (const [what, rule, message] of [
    [
      "that exempt nothing",
      denyRule({ exceptions: [excepted({})] as never }),
      "rules[0].exceptions[0]: must have a host, an image or a cve",
    ],
    [
      "for a CVE that the rule is not about",
      denyRule({ exceptions: [excepted({ cve: "CVE-2021-44228" })] as never }),
      "rules[0].exceptions[0].cve: must be the cve of the rule's image",
    ],
    [
      "for all images with a CVE, which may have others",
      denyRule({ exceptions: [excepted({ image: { cve: "CVE-2021-44228" } })] as never }),
      "rules[0].exceptions[0].image.cve: must be left out: an image with this CVE may have others, too",
    ],
    [
      "for an image that is required",
      requireRule({ exceptions: [excepted({ image: { name: "nginx" } })] as never }),
      "rules[0].exceptions[0].image: must be left out if effect is require",
    ],
  ] as const) {
    it(`are refused ${what}`, async () => {
      await assert.rejects(check(rule), { message });
    });
  }

  it("are refused if HSS itself matches names", async () => {
    const rules = [denyRule({ exceptions: [excepted({ image: { name: "nginx" } })] as never })];
    await assert.rejects(checkCompliance(context, { rules, imageMatch: "server" }), {
      message: /^Argument rules\[0\]\.exceptions must not be for an image if imageMatch is server\.\n/,
    });
  });
});
