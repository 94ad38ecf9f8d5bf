import assert from "node:assert/strict";
import { complianceRule } from "../../src/compliance/complianceRule.js";
import { imageSelector } from "../../src/compliance/imageSelector.js";
import { ruleText } from "../../src/compliance/ruleText.js";
import { denyRule } from "../support/complianceData.js";

const problems = ({ error }: { error?: { issues: { path: PropertyKey[]; message: string }[] } | undefined }) =>
  (error?.issues ?? []).map(({ path, message }) => `${path.join(".")}: ${message}`);

describe("an image selector", () => {
  for (const [selector, problem] of [
    [{}, ": must have at least one property, for example a name"],
    [
      { namePattern: "web-[ab" },
      "namePattern: must be a glob pattern such as `team/*`, with matching brackets and at least two alternatives in braces",
    ],
    [
      { versionPattern: "{1}" },
      "versionPattern: must be a glob pattern such as `team/*`, with matching brackets and at least two alternatives in braces",
    ],
    [
      { versionRange: "latest" },
      "versionRange: must be a range of versions such as `<1.25.4`, `>=2 <3` or `^1.4`, with at most three numbers in a version",
    ],
    [{ cve: "cve-2021-44228" }, "cve: must be a CVE ID such as CVE-2021-44228"],
    [{ cve: "CVE-2021-442" }, "cve: must be a CVE ID such as CVE-2021-44228"],
    [{ imageType: "swr" }, "imageType: must be one of: swr_image, other_image"],
    [{ olderThanDays: 0 }, "olderThanDays: must be at least 1"],
    [{ scan: {} }, "scan: must have unscanned, failed or olderThanDays"],
    [{ scan: { failed: false } }, "scan.failed: must be true or left out"],
    [{ severityAtLeast: "critical" }, "severityAtLeast: must be one of: low, medium, high"],
  ] as const) {
    it(`is not ${JSON.stringify(selector)}`, () => {
      assert.deepEqual(problems(imageSelector.safeParse(selector)), [problem]);
    });
  }
});

describe("a rule", () => {
  const { image, ...bare } = denyRule();
  const allow = { ...bare, effect: "allow" as const };
  for (const [what, rule, problem] of [
    ["a denied image", bare, "image: must be given unless effect is allow"],
    ["a required image", { ...bare, effect: "require" }, "image: must be given unless effect is allow"],
    [
      "only allowed images to deny",
      { ...bare, images: [image] },
      "images: must be left out unless effect is allow: use image",
    ],
    ["allowed images", allow, "images: must be given if effect is allow"],
    [
      "an allowed image",
      { ...allow, image },
      "image: must be left out if effect is allow: list the allowed images in images",
    ],
    ["any allowed image", { ...allow, images: [] }, "images: must contain at least one image"],
  ] as const) {
    it(`with ${what} says how to give images`, () => {
      assert.ok(
        problems(complianceRule.safeParse(rule)).includes(problem),
        problems(complianceRule.safeParse(rule)).join(),
      );
    });
  }

  for (const [rule, text] of [
    [denyRule({ image: { name: "nginx", version: "1.25.3", digest: "sha256:1" } }), "deny nginx:1.25.3@sha256:1"],
    [denyRule({ image: { version: "1.25.3" } }), "deny *:1.25.3"],
    [denyRule({ presence: "container" }), "deny containers of log4j-demo"],
    [
      denyRule({ image: { name: "nginx", versionRange: "<1.25.4" } }),
      "deny an image named nginx and with a version in <1.25.4",
    ],
    [
      denyRule({ image: { namePattern: "team/**", versionPattern: "*-rc" } }),
      "deny an image with a name like team/** and with a version like *-rc",
    ],
    [
      denyRule({ image: { version: "1", digest: "sha256:1", imageType: "swr_image", olderThanDays: 1 } }),
      "deny an image of version 1, with the digest sha256:1, from SWR and without an update in the last day",
    ],
    [
      denyRule({ image: { imageType: "other_image", scan: { unscanned: true, failed: true, olderThanDays: 7 } } }),
      "deny an image from outside SWR and that was never scanned or whose last scan failed or without a scan in the last 7 days",
    ],
    [denyRule({ image: { severityAtLeast: "medium" } }), "deny an image with a risk of at least medium"],
    [
      denyRule({ image: { severityAtLeast: "high", cve: "CVE-2021-44228" } }),
      "deny an image with a high risk and with CVE-2021-44228",
    ],
    [
      { ...allow, images: [{ name: "nginx" }, { namePattern: "team/*" }] },
      "allow only nginx and an image with a name like team/*",
    ],
    [
      { ...allow, images: ["a", "b", "c", "d", "e", "f", "g"].map((name) => ({ name })) },
      "allow only a, b, c, d, e and 2 more",
    ],
  ] as const) {
    it(`is in words: ${text}`, () => {
      assert.equal(ruleText(rule as never), text);
    });
  }
});
