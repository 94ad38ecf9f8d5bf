import { z } from "zod";
import { input } from "../schema/input.js";
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
    name: text("Image name, exactly, for example `nginx`.").optional(),
    version: text("Image version, the tag, exactly, for example `1.25.3`.").optional(),
    digest: text("Image digest, exactly, for example `sha256:5f70…`.").optional(),
  })
  .refine(({ name, version, digest }) => name ?? version ?? digest, "must have a name, a version or a digest")
  .describe("An image, by at least one of its name, version and digest; all of those given must fit the same image.")
  .meta({ id: "ComplianceImage" });

const hostSelector = z
  .strictObject({
    namePattern: namePattern(
      "Servers whose name fits this glob as a whole: `*` stands for any text, `?` for one character, `[ab]` for one of " +
        "several, `{web,api}-*` for alternatives. Upper and lower case differ.",
    ).optional(),
    editions: z
      .array(text("An edition."))
      .min(1, "must name at least one edition: leave it out for all")
      .optional()
      .describe("Servers with one of these HSS editions, for example `hss.version.premium`."),
    agentStatuses: z
      .array(text("A status."))
      .min(1, "must name at least one status: leave it out for all")
      .optional()
      .describe("Servers whose HSS agent has one of these statuses, for example `online`."),
  })
  .describe("Servers that a rule is about: those that fit all that is given here.")
  .meta({ id: "ComplianceHosts" });

const exception = z
  .strictObject({
    host: namePattern("The server: its ID, or a glob that its name fits, as in `namePattern`."),
    reason: text("Why the rule does not hold for it; shown in the reports."),
    expires: z.iso
      .date({ error: "must be a date such as 2026-12-31" })
      .describe(
        "Last day, in UTC, on which the exception holds, for example `2026-12-31`. After it the rule holds again.",
      ),
  })
  .describe("Servers that a rule spares for a time.")
  .meta({ id: "ComplianceException" });

export const complianceRule = z
  .strictObject({
    name: text("Name of the rule, unique among the rules; the reports identify it by this.").max(
      200,
      "must have at most 200 characters",
    ),
    description: text("What the rule is for; shown in the reports.").optional(),
    severity: input.choice(SEVERITIES, "How bad a violation is."),
    effect: input.choice(
      ["deny", "require"],
      "What the rule demands. `deny`: no selected server may hold the image. `require`: every selected server that holds any local image must hold " +
        "this one, and there must be such a server; with `minimumHosts`, that many selected servers must hold it, whichever.",
    ),
    image: imageSelector.describe("The image that may not, or must, be there."),
    hosts: hostSelector.optional().describe("Servers that the rule is about. Default: all."),
    exceptions: z.array(exception).optional().describe("Servers that the rule spares for a time. Default: none."),
    minimumHosts: z
      .int({ error: "must be an integer" })
      .min(1, "must be at least 1")
      .optional()
      .describe("For `require`: how many of the selected servers must hold the image. Default: every one of them."),
  })
  .refine(({ effect, minimumHosts }) => effect === "require" || minimumHosts === undefined, {
    path: ["minimumHosts"],
    error: "must be left out unless effect is require",
  })
  .refine(({ exceptions, minimumHosts }) => minimumHosts === undefined || exceptions === undefined, {
    path: ["exceptions"],
    error: "must be left out when minimumHosts is set: exclude servers with hosts instead",
  })
  .describe("What images servers may not hold, or must hold.")
  .meta({ id: "ComplianceRule" });

export type ComplianceRule = z.output<typeof complianceRule>;
export type ImageSelector = ComplianceRule["image"];
export type HostSelector = NonNullable<ComplianceRule["hosts"]>;
export type ComplianceException = z.output<typeof exception>;
