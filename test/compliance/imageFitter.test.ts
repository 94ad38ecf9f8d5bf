import assert from "node:assert/strict";
import type { CheckedImage } from "../../src/compliance/checkedImage.js";
import { imageFitter } from "../../src/compliance/imageFitter.js";
import type { ImageSelector } from "../../src/compliance/imageSelector.js";

const DAY_MS = 24 * 60 * 60 * 1000;
const AS_OF = Date.parse("2026-11-24T12:00:00Z");

const NGINX: CheckedImage = {
  imageName: "nginx",
  imageVersion: "1.25.3",
  imageDigest: "sha256:1",
  localImageType: "other_image",
  latestUpdateTime: AS_OF - 30 * DAY_MS,
  scanStatus: "success",
  latestScanTime: AS_OF - 10 * DAY_MS,
  severityLevel: "Medium",
};
const UNSCANNED = { scanStatus: "unscan", latestScanTime: 0, severityLevel: "" };

describe("an image selector", () => {
  const fit = (selector: ImageSelector, image: Partial<CheckedImage> = {}) =>
    imageFitter(selector, {
      asOf: AS_OF,
      hasCve: ({ imageName }, cve) => cve === "CVE-2021-44228" && imageName === "bad",
    })({
      ...NGINX,
      ...image,
    });

  for (const [selector, image, expected] of [
    [{ name: "nginx" }, {}, "fits"],
    [{ name: "nginx" }, { imageName: "nginx-exporter" }, "differs"],
    [{ name: "nginx" }, { imageName: "team/nginx" }, "differs"],
    [{ name: "--" }, { imageName: "--" }, "fits"],
    [{ namePattern: "*" }, {}, "fits"],
    [{ namePattern: "**" }, { imageName: "" }, "differs"],
    [{ namePattern: "**" }, { imageName: "--" }, "differs"],
    [{ namePattern: "**" }, { imageName: "<none>" }, "differs"],
    [{ namePattern: "*", version: "1" }, {}, "differs"],
    [{ version: "1.25.3" }, {}, "fits"],
    [{ version: "1.25" }, {}, "differs"],
    [{ versionPattern: "1.25*" }, {}, "fits"],
    [{ versionPattern: "*" }, { imageVersion: "--" }, "differs"],
    [{ versionRange: "<1.25.4" }, {}, "fits"],
    [{ versionRange: "<1.25" }, {}, "differs"],
    [{ versionRange: "<1.25" }, { imageVersion: "latest" }, { unknown: "its version has no number" }],
    [{ versionRange: "<1.25" }, { imageVersion: "--" }, { unknown: "it has no version" }],
    [{ versionRange: "<1.25", name: "redis" }, { imageVersion: "latest" }, "differs"],
    [{ digest: "sha256:1" }, {}, "fits"],
    [{ digest: "sha256:1" }, { imageDigest: "" }, "differs"],
    [{ imageType: "other_image" }, {}, "fits"],
    [{ imageType: "swr_image" }, {}, "differs"],
    [{ imageType: "swr_image" }, { localImageType: "" }, { unknown: "HSS does not say where it comes from" }],
    [{ olderThanDays: 29 }, {}, "fits"],
    [{ olderThanDays: 30 }, {}, "differs"],
    [{ olderThanDays: 30 }, { latestUpdateTime: 0 }, { unknown: "HSS does not say when it was updated" }],
    [{ olderThanDays: 30 }, { latestUpdateTime: undefined }, { unknown: "HSS does not say when it was updated" }],
    [{ scan: { unscanned: true } }, {}, "differs"],
    [{ scan: { unscanned: true } }, UNSCANNED, "fits"],
    [{ scan: { unscanned: true } }, { ...UNSCANNED, scanStatus: "waiting" }, "fits"],
    [{ scan: { unscanned: true } }, { scanStatus: "scanning" }, "differs"],
    [{ scan: { unscanned: true } }, { ...UNSCANNED, scanStatus: "failed" }, "differs"],
    [{ scan: { failed: true } }, { ...UNSCANNED, scanStatus: "failed" }, "fits"],
    [{ scan: { failed: true } }, UNSCANNED, "differs"],
    [{ scan: { failed: true, unscanned: true } }, UNSCANNED, "fits"],
    [{ scan: { olderThanDays: 9 } }, {}, "fits"],
    [{ scan: { olderThanDays: 10 } }, {}, "differs"],
    [{ scan: { olderThanDays: 10 } }, UNSCANNED, "fits"],
    [{ scan: { olderThanDays: 10 } }, { latestScanTime: 0 }, { unknown: "HSS does not say when it was scanned" }],
    [{ severityAtLeast: "low" }, {}, "fits"],
    [{ severityAtLeast: "medium" }, {}, "fits"],
    [{ severityAtLeast: "high" }, {}, "differs"],
    [{ severityAtLeast: "high" }, { severityLevel: "Critical" }, "fits"],
    [{ severityAtLeast: "low" }, { severityLevel: "Security" }, "differs"],
    [{ severityAtLeast: "low" }, UNSCANNED, { unknown: "it was not scanned" }],
    [{ severityAtLeast: "low" }, { severityLevel: "" }, { unknown: "HSS does not say how high its risk is" }],
    [{ cve: "CVE-2021-44228" }, { imageName: "bad" }, "fits"],
    [{ cve: "CVE-2021-44229" }, { imageName: "bad" }, "differs"],
    [{ cve: "CVE-2021-44228" }, UNSCANNED, { unknown: "it was not scanned" }],
    [
      { cve: "CVE-2021-44228", severityAtLeast: "low", olderThanDays: 1 },
      { ...UNSCANNED, latestUpdateTime: 0 },
      { unknown: "HSS does not say when it was updated and it was not scanned" },
    ],
  ] as const satisfies [ImageSelector, Partial<CheckedImage>, unknown][]) {
    it(`${JSON.stringify(selector)} for ${JSON.stringify(image)}: ${JSON.stringify(expected)}`, () => {
      assert.deepEqual(fit(selector, image), expected);
    });
  }
});
