import { z } from "zod";
import { input } from "../schema/input.js";
import { ENFORCEMENTS } from "./enforcement.js";
import { hostPattern } from "./hostPattern.js";
import { imageSelector } from "./imageSelector.js";

export const SEVERITIES = ["informational", "low", "medium", "high", "critical"] as const;
export type Severity = (typeof SEVERITIES)[number];

const text = (description: string) => input.text(description).trim();

const namePattern = (description: string) =>
  text(description).refine(
    (pattern) => hostPattern(pattern) !== undefined,
    "must be a pattern for server names such as `prod-*`, with matching brackets and at least two alternatives in braces",
  );

const hostSelector = z
  .strictObject({
    namePattern: namePattern(
      "Servers whose whole name matches this glob pattern: `*` stands for any text, `?` for one character, `[ab]` for one of " +
        "several, `{web,api}-*` for alternatives. The pattern is case-sensitive.",
    ).optional(),
    editions: z
      .array(text("An edition."))
      .min(1, "must contain at least one edition")
      .optional()
      .describe("Servers with one of these HSS editions, for example `hss.version.premium`."),
    agentStatuses: z
      .array(text("A status."))
      .min(1, "must contain at least one status")
      .optional()
      .describe("Servers whose HSS agent has one of these statuses, for example `online`."),
  })
  .describe("The servers that a rule applies to. A server must match all the properties that are given.")
  .meta({ id: "ComplianceHosts" });

const exception = z
  .strictObject({
    host: namePattern(
      "The ID of the server, or a glob pattern for its name, as in `namePattern`. Default: all servers.",
    ).optional(),
    image: imageSelector
      .optional()
      .describe(
        "For `deny` and `allow`: the images that are exempt. A server is exempt if all its images at fault are. Default: all images.",
      ),
    cve: text(
      "The CVE that is accepted: that of the rule's image. It says for which finding the exception was made.",
    ).optional(),
    reason: text("Why there is an exception. The reports show it."),
    owner: text("Who answers for the exception, for example a team. The reports show it.").optional(),
    ticket: text("Where the exception was approved, for example `SEC-1042` or a URL. The reports show it.").optional(),
    expires: z.iso
      .date({ error: "must be a date such as 2026-12-31" })
      .describe(
        "Last day (UTC) on which the exception is valid, for example `2026-12-31`. After it, the rule applies again.",
      ),
  })
  .refine(({ host, image, cve }) => host ?? image ?? cve, "must have a host, an image or a cve")
  .refine(({ image }) => image?.cve === undefined, {
    path: ["image", "cve"],
    error: "must be left out: an image with this CVE may have others, too",
  })
  .describe(
    "Servers or images that are exempt from a rule for a limited time. If several properties are given, all must fit.",
  )
  .meta({ id: "ComplianceException" });

export const complianceRule = z
  .strictObject({
    name: text("Unique name of the rule. The reports identify the rule by it.").max(
      200,
      "must have at most 200 characters",
    ),
    description: text("What the rule is for. The reports show it.").optional(),
    severity: input.choice(SEVERITIES, "Severity of a violation."),
    effect: input.choice(
      {
        deny: "no selected server may hold the image.",
        require:
          "every selected server that holds any local image must hold this one, and there must be such a server. With `minimumHosts`, " +
          "at least that many of the selected servers must hold it.",
        allow: "selected servers may only hold `images`.",
      },
      "What the rule demands.",
    ),
    image: imageSelector
      .optional()
      .describe("For `deny` and `require`, which need it: the image that servers must hold or must not hold."),
    images: z
      .array(imageSelector, { error: "must be a list of images" })
      .min(1, "must contain at least one image")
      .optional()
      .describe("For `allow`, which needs it: the only images that servers may hold. One of them must fit each image."),
    presence: input
      .choice(
        ["image", "container"],
        "When a server counts. `image`: if it holds the image. `container`: if a container was made from the image on it, whatever state that is in. " +
          "Default: `image`.",
      )
      .optional(),
    hosts: hostSelector.optional().describe("Servers that the rule applies to. Default: all."),
    exceptions: z
      .array(exception)
      .optional()
      .describe("Servers and images that are exempt from the rule for a limited time. Default: none."),
    enforce: input
      .choice(
        ENFORCEMENTS,
        "What to do if there are violations of this rule: see the argument `enforce`, which is the default.",
      )
      .optional(),
    minimumHosts: z
      .int({ error: "must be an integer" })
      .min(1, "must be at least 1")
      .optional()
      .describe("For `require`: how many of the selected servers must hold the image. Default: all of them."),
  })
  .refine(({ effect, image }) => effect === "allow" || image !== undefined, {
    path: ["image"],
    error: "must be given unless effect is allow",
  })
  .refine(({ effect, image }) => effect !== "allow" || image === undefined, {
    path: ["image"],
    error: "must be left out if effect is allow: list the allowed images in images",
  })
  .refine(({ effect, images }) => effect !== "allow" || images !== undefined, {
    path: ["images"],
    error: "must be given if effect is allow",
  })
  .refine(({ effect, images }) => effect === "allow" || images === undefined, {
    path: ["images"],
    error: "must be left out unless effect is allow: use image",
  })
  .refine(({ effect, minimumHosts }) => effect === "require" || minimumHosts === undefined, {
    path: ["minimumHosts"],
    error: "must be left out unless effect is require",
  })
  .refine(({ exceptions, minimumHosts }) => minimumHosts === undefined || exceptions === undefined, {
    path: ["exceptions"],
    error: "must be left out if minimumHosts is set: use hosts to exclude servers",
  })
  .check(({ value: { effect, image, exceptions = [] }, issues }) => {
    exceptions.forEach((each, index) => {
      const refuse = (property: "image" | "cve", message: string) => {
        issues.push({ code: "custom", path: ["exceptions", index, property], message, input: each[property] });
      };
      if (each.cve !== undefined && each.cve !== image?.cve) refuse("cve", "must be the cve of the rule's image");
      if (each.image !== undefined && effect === "require") refuse("image", "must be left out if effect is require");
    });
  })
  .describe("A rule about the images that servers must hold, must not hold, or may hold.")
  .meta({ id: "ComplianceRule" });

export type ComplianceRule = z.output<typeof complianceRule>;
export type HostSelector = NonNullable<ComplianceRule["hosts"]>;
export type ComplianceException = z.output<typeof exception>;
