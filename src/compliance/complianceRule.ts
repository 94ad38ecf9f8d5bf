import { z } from "zod";
import { input } from "../schema/input.js";
import { ENFORCEMENTS } from "./enforcement.js";
import { hostPattern } from "./hostPattern.js";

export const SEVERITIES = ["informational", "low", "medium", "high", "critical"] as const;
export type Severity = (typeof SEVERITIES)[number];

const text = (description: string) => input.text(description).trim();

const namePattern = (description: string) =>
  text(description).refine(
    (pattern) => hostPattern(pattern) !== undefined,
    "must be a pattern for server names such as `prod-*`, with matching brackets and at least two alternatives in braces",
  );

const imageSelector = z
  .strictObject({
    name: text("Exact image name, for example `nginx`.").optional(),
    version: text("Exact image version (tag), for example `1.25.3`.").optional(),
    digest: text("Exact image digest, for example `sha256:5f70…`.").optional(),
  })
  .refine(({ name, version, digest }) => name ?? version ?? digest, "must have a name, a version or a digest")
  .describe("An image, selected by its name, version or digest. If several are given, all must match the same image.")
  .meta({ id: "ComplianceImage" });

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
    host: namePattern("The ID of the server, or a glob pattern for its name, as in `namePattern`."),
    reason: text("Why the server is exempt. The reports show it."),
    owner: text("Who answers for the exception, for example a team. The reports show it.").optional(),
    ticket: text("Where the exception was approved, for example `SEC-1042` or a URL. The reports show it.").optional(),
    expires: z.iso
      .date({ error: "must be a date such as 2026-12-31" })
      .describe(
        "Last day (UTC) on which the exception is valid, for example `2026-12-31`. After it, the rule applies again.",
      ),
  })
  .describe("Servers that are exempt from a rule for a limited time.")
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
      },
      "What the rule demands.",
    ),
    image: imageSelector.describe("The image that servers must hold or must not hold."),
    hosts: hostSelector.optional().describe("Servers that the rule applies to. Default: all."),
    exceptions: z
      .array(exception)
      .optional()
      .describe("Servers that are exempt from the rule for a limited time. Default: none."),
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
  .refine(({ effect, minimumHosts }) => effect === "require" || minimumHosts === undefined, {
    path: ["minimumHosts"],
    error: "must be left out unless effect is require",
  })
  .refine(({ exceptions, minimumHosts }) => minimumHosts === undefined || exceptions === undefined, {
    path: ["exceptions"],
    error: "must be left out if minimumHosts is set: use hosts to exclude servers",
  })
  .describe("A rule about an image that servers must hold or must not hold.")
  .meta({ id: "ComplianceRule" });

export type ComplianceRule = z.output<typeof complianceRule>;
export type ImageSelector = ComplianceRule["image"];
export type HostSelector = NonNullable<ComplianceRule["hosts"]>;
export type ComplianceException = z.output<typeof exception>;
