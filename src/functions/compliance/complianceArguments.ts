import { z } from "zod";
import { complianceRule } from "../../compliance/complianceRule.js";
import { isExact } from "../../compliance/imageSelector.js";
import { REPORT_FORMATS } from "../../compliance/reports/reportFormats.js";
import { input } from "../../schema/input.js";
import { consistencyArgument } from "../consistencyArgument.js";
import { imageMatch } from "../imageMatch.js";
import { scopeArguments } from "../scopeArguments.js";

export const complianceArguments = z
  .strictObject({
    rules: z
      .array(complianceRule, { error: "must be a list of rules" })
      .min(1, "must contain at least one rule")
      .check(({ value, issues }) => {
        const names = value.map(({ name }) => name);
        names.forEach((name, index) => {
          if (names.indexOf(name) === index) return;
          const message = `must be unique, but an earlier rule is also named "${name}"`;
          issues.push({ code: "custom", path: [index, "name"], message, input: name });
        });
      })
      .describe("The rules to check. Rules about the same image share one list."),
    reports: z
      .array(input.choice(REPORT_FORMATS, "A report format."))
      .optional()
      .describe("Formats in which to return a report. Default: none."),
    enforce: input
      .choice(
        ["error", "warn"],
        "What to do if there are violations. `error`: fail the call, and with it the preview or update, with a list of the " +
          "violations, and return no result. `warn`: show the list as a warning. Default: neither.",
      )
      .optional(),
    redactAddresses: input
      .flag("Whether to remove IP addresses from the result, the reports and all messages. Default: false.")
      .optional(),
    programFile: input
      .text(
        "File that contains the rules, relative to the root of the repository. The SARIF report points to it. " +
          "Default: `Pulumi.yaml`.",
      )
      .optional()
      .refine((file) => file === undefined || !/^([/\\]|[a-z]:)|(^|[/\\])\.\.([/\\]|$)/i.test(file), {
        error: "must be a path inside the repository, relative to its root",
      }),
    programLine: input.integer(1, 2_147_483_647, "Line number in that file, starting at 1. Default: 1.").optional(),
    asOf: z.iso
      .datetime({ offset: true, error: "must be a time such as 2026-11-24T12:00:00Z" })
      .optional()
      .describe(
        "The time at which exceptions are checked, for example `2026-11-24T12:00:00Z`. The reports show it. With the same time, " +
          "the same servers give identical reports. Default: now.",
      ),
    hostDetails: input
      .choice(
        ["full", "none"],
        "Whether to read the servers. `none`: `deny` and `allow` rules are judged by the list of images, which says how many servers hold each. " +
          "It takes few requests. A violation is then an image, and has no server.",
      )
      .default("full"),
    maxImages: input
      .integer(
        1,
        100_000,
        "The most images whose servers are read, because each takes at least one request. Images that rules name exactly do not count. " +
          "If the rules need more, the call fails before it reads servers, and says which rule needs how many. Default: 200.",
      )
      .default(200),
    imageMatch: imageMatch("exact"),
    ...scopeArguments,
    ...consistencyArgument,
  })
  .check(({ value: { rules, imageMatch, hostDetails }, issues }) => {
    const refuse = (path: (string | number)[], message: string) => {
      issues.push({ code: "custom", path, message, input: undefined });
    };
    if (hostDetails === "none" && imageMatch === "server") {
      refuse(["imageMatch"], "must be exact if hostDetails is none: HSS itself lists the images");
    }
    rules.forEach(({ effect, image, hosts, exceptions }, index) => {
      if (imageMatch === "server" && effect === "allow") {
        refuse(["rules", index, "effect"], "must not be allow if imageMatch is server");
      } else if (imageMatch === "server" && image !== undefined && !isExact(image)) {
        refuse(["rules", index, "image"], "must only have name, version and digest if imageMatch is server");
      }
      if (hostDetails === "full") return;
      const needsHosts = "if hostDetails is none: this needs the servers";
      if (effect === "require") refuse(["rules", index, "effect"], `must not be require ${needsHosts}`);
      if (hosts !== undefined) refuse(["rules", index, "hosts"], `must be left out ${needsHosts}`);
      if (exceptions !== undefined) refuse(["rules", index, "exceptions"], `must be left out ${needsHosts}`);
    });
  });
