import { z } from "zod";
import { CVE_ID, NO_CVE_ID } from "../schema/cveId.js";
import { input } from "../schema/input.js";
import { glob } from "./glob.js";
import { versionRange } from "./versionRange.js";

const text = (description: string) => input.text(description).trim();

const pattern = (kind: "text" | "path", description: string) =>
  text(description).refine(
    (value) => glob(value, kind) !== undefined,
    "must be a glob pattern such as `team/*`, with matching brackets and at least two alternatives in braces",
  );

const days = (description: string) => input.integer(1, 36_500, description);

const flag = (description: string) =>
  input
    .flag(description)
    .refine((value) => value, "must be true or left out")
    .optional();

const scan = z
  .strictObject({
    unscanned: flag("Whether images fit that were never scanned."),
    failed: flag("Whether images fit whose last scan failed."),
    olderThanDays: days(
      "Images fit whose last scan is more than so many days old, and those that were never scanned.",
    ).optional(),
  })
  .refine(
    (scan) => Object.values(scan).some((value) => value !== undefined),
    "must have unscanned, failed or olderThanDays",
  )
  .describe("The state of an image's security scan. If several properties are given, one of them is enough.")
  .meta({ id: "ComplianceImageScan" });

export const imageSelector = z
  .strictObject({
    name: text("Exact image name, for example `nginx`.").optional(),
    namePattern: pattern(
      "path",
      "Glob pattern for the whole image name, for example `swr.cn-north-4.myhuaweicloud.com/team/**`. `*` stands for any text without a slash, " +
        "`**` for any text, `?` for one character, `[ab]` for one of several, `{web,api}` for alternatives. `**/httpd` also fits `httpd`. " +
        "The pattern is case-sensitive. An image without a name fits no pattern.",
    ).optional(),
    version: text("Exact image version (tag), for example `1.25.3`.").optional(),
    versionPattern: pattern(
      "text",
      "Glob pattern for the whole image version, for example `*-alpine`. An image without a version fits no pattern.",
    ).optional(),
    versionRange: text(
      "Range of versions in the syntax of npm, for example `<1.25.4`, `>=2 <3` or `^1.4`. The first three numbers of a version are " +
        "compared: `v1.2`, `20.04` and `1.25.3-alpine` are 1.2.0, 20.4.0 and 1.25.3. A version without a number fits no range, and is listed in `unresolved`.",
    )
      .refine(
        (range) => versionRange(range) !== undefined,
        "must be a range of versions such as `<1.25.4`, `>=2 <3` or `^1.4`, with at most three numbers in a version",
      )
      .optional(),
    digest: text("Exact image digest, for example `sha256:5f70…`.").optional(),
    imageType: input
      .choice(
        ["swr_image", "other_image"],
        "Where the image comes from. `swr_image`: SoftWare Repository for Container (SWR). `other_image`: elsewhere.",
      )
      .optional(),
    olderThanDays: days("Images fit that were last updated more than so many days ago.").optional(),
    scan: scan.optional().describe("The state of the image's security scan."),
    severityAtLeast: input
      .choice(
        ["low", "medium", "high"],
        "Images fit in which the last scan found a risk of this level or a higher one.",
        "ImageSeverity",
      )
      .optional(),
    cve: text("Images fit in which a scan found this CVE, for example `CVE-2021-44228`.")
      .regex(CVE_ID, NO_CVE_ID)
      .optional(),
  })
  .refine(
    (selector) => Object.values(selector).some((value) => value !== undefined),
    "must have at least one property, for example a name",
  )
  .describe("Images on servers. If several properties are given, all must fit the same image.")
  .meta({ id: "ComplianceImage" });

export type ImageSelector = z.output<typeof imageSelector>;

/** The properties that name one image as HSS's lists of servers and containers do. */
export type ExactImage = Pick<ImageSelector, "name" | "version" | "digest">;

const EXACT: readonly string[] = ["name", "version", "digest"] satisfies (keyof ExactImage)[];

/** Whether a selector only has properties that HSS's lists of servers and containers can be filtered by. */
export function isExact(selector: ImageSelector): boolean {
  return Object.entries(selector).every(([name, value]) => value === undefined || EXACT.includes(name));
}
