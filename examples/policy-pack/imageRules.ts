import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { UnknownValueError, type PolicyResource, type StackValidationPolicy } from "@pulumi/policy";
import type { LocalImageCompliance } from "pulumi-huaweicloud-hss/client";
import { parse } from "yaml";

/** Checks servers against the rules in the content of a rule file. */
export type Check = (ruleFile: string) => Promise<Pick<LocalImageCompliance, "violations">>;

interface Settings {
  ruleFile?: string;
  serverTypes?: string[];
}

interface RuleFile {
  rules: { enforce?: string }[];
}

/** Elastic Cloud Servers, as a Terraform provider in Pulumi and as a bridged one name them. */
const SERVER_TYPES = ["huaweicloud:index/computeInstance:ComputeInstance", "huaweicloud:Ecs/instance:Instance"];

const POLICIES = {
  mandatory: { name: "image-rules", severity: "critical" },
  advisory: { name: "image-rules-advisory", severity: "medium" },
} as const;

/**
 * The servers of the stack must not violate the rules. A pack sees resources and no function results, so it asks HSS itself.
 * Rules with `enforce: warn` are for the advisory policy, those with `none` for neither, and all others for the mandatory one.
 */
export function imageRules(level: keyof typeof POLICIES, check: Check): StackValidationPolicy {
  return {
    ...POLICIES[level],
    description:
      "Servers of the stack must hold the container images that the rules want, by what Huawei Cloud HSS found on them.",
    enforcementLevel: level,
    configSchema: {
      properties: { ruleFile: { type: "string" }, serverTypes: { type: "array", items: { type: "string" } } },
      required: level === "mandatory" ? ["ruleFile"] : [],
    },
    async validateStack(args, reportViolation) {
      const { ruleFile, serverTypes = SERVER_TYPES } = args.getConfig<Settings>();
      if (ruleFile === undefined) return args.notApplicable("It has no ruleFile in its configuration.");
      const servers = new Map<string, PolicyResource>();
      for (const resource of args.resources) {
        const id = serverTypes.includes(resource.type) ? knownId(resource) : undefined;
        if (id !== undefined) servers.set(id, resource);
      }
      if (servers.size === 0) args.notApplicable("The stack has no servers yet.");
      const file = parse(readFileSync(resolve(__dirname, ruleFile), "utf8")) as RuleFile;
      const own = file.rules.filter(({ enforce = "error" }) => level === levelOf(enforce));
      if (own.length === 0 && file.rules.length > 0) args.notApplicable(`No rule is ${level}.`);
      // With `enforce`, the call would fail for any server, also for one outside the stack.
      const rules = own.map((rule) => ({ ...rule, enforce: "none" }));
      const { violations } = await check(JSON.stringify({ ...file, rules }));
      for (const { rule, effect, hostId, reason } of violations) {
        const server = servers.get(hostId);
        // By ID: in a log, a CI system could take a name for a command.
        if (server) reportViolation(`Server ${hostId} violates ${rule}: ${printable(reason)}`, server.urn);
        // HSS counts the servers of some images, but does not list them. They may be in the stack.
        else if (hostId === "" && effect !== "require") reportViolation(`${rule} is violated: ${printable(reason)}`);
      }
    },
  };
}

function levelOf(enforce: string): string | undefined {
  if (enforce === "none") return undefined;
  return enforce === "warn" ? "advisory" : "mandatory";
}

/** The server's ID; undefined before it is created, when it holds no image yet either. */
function knownId({ props }: PolicyResource): string | undefined {
  try {
    return props.id as string | undefined;
  } catch (error) {
    if (error instanceof UnknownValueError) return undefined;
    throw error;
  }
}

/** Names of images come from servers. In a log, they must not begin a line or look like a command of a CI system. */
function printable(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, " ").replaceAll("##", "# #");
}
