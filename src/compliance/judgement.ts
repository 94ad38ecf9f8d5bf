import { z } from "zod";
import { enumTypes } from "../schema/enumTypes.js";
import { SEVERITIES } from "./complianceRule.js";
import { scopeShape } from "./complianceScope.js";

const about = {
  rule: z.string().describe("Name of the rule."),
  severity: z.enum(SEVERITIES).describe("Severity of the rule."),
  effect: z.enum(["deny", "require", "allow"]).describe("Effect of the rule."),
  image: z
    .string()
    .describe(
      "The image that the rule is about, in words, for example `nginx:1.25.3`. For `allow`, and for an image whose servers are not known, that image.",
    ),
  images: z
    .array(z.string())
    .describe("The images on the server that the rule is about, for example `nginx:1.25.3`, as far as they are known."),
  ...scopeShape,
  hostId: z.string().describe('ID of the server; "" if the violation is not about a single server.'),
  hostName: z.string().describe('Name of the server; "" if the violation is not about a single server.'),
  agentStatus: z.string().describe("Status of the HSS agent on the server."),
  edition: z.string().describe("HSS edition of the server, for example `hss.version.premium`."),
  privateIp: z.string().describe("Private IP address of the server."),
  publicIp: z.string().describe("Elastic IP address of the server."),
  stale: z
    .boolean()
    .describe("Whether the agent on the server is not online, so that HSS's data about the server may be out of date."),
};

export const complianceViolation = z
  .object({
    ...about,
    reason: z.string().describe("What is wrong, in one sentence."),
    state: z
      .enum(["new", "unchanged"])
      .register(enumTypes, { name: "ViolationState" })
      .optional()
      .describe("Whether the former run had the violation, too. Set only if `baseline` is given."),
  })
  .describe("A server, or all selected servers together, that violate a rule.")
  .meta({ id: "ComplianceViolation" });

export const complianceExemption = z
  .object({
    ...about,
    reason: z.string().describe("The reason given in the exception."),
    owner: z.string().describe('Who answers for the exception; "" if it does not say.'),
    ticket: z.string().describe('Where the exception was approved; "" if it does not say.'),
    expires: z.string().describe("Last day on which the exception is valid."),
  })
  .describe("A server that would violate a rule, but is exempt.")
  .meta({ id: "ComplianceExemption" });

export type ComplianceViolation = z.output<typeof complianceViolation>;
export type ComplianceExemption = z.output<typeof complianceExemption>;

/** The result of one rule. */
export interface Judgement {
  violations: ComplianceViolation[];
  exemptions: ComplianceExemption[];
  /** Number of servers that were checked. */
  checked: number;
}
