import { hostKey, isStale, type CheckedHost } from "./checkedHost.js";
import type { ComplianceRule } from "./complianceRule.js";
import type { ComplianceScope } from "./complianceScope.js";
import { exceptionText } from "./exceptionText.js";
import { exceptionsAt } from "./exceptionsAt.js";
import { selectHosts } from "./selectHosts.js";
import { imageText } from "./imageText.js";
import type { Judgement } from "./judgement.js";

/** The lists contain each server once, in the order in which violations are reported. */
export interface RuleFacts {
  /** Servers that hold the rule's image. */
  holders: readonly CheckedHost[];
  /** Servers that hold any local image; read only for rules about every server. */
  all: readonly CheckedHost[];
  /** Milliseconds since the epoch. */
  asOf: number;
  scope: ComplianceScope;
}

/** Checks the servers against one rule. */
export function judgeRule(rule: ComplianceRule, facts: RuleFacts): Judgement {
  const { holders, all } = facts;
  const image = imageText(rule.image);
  const held = selectHosts(holders, rule.hosts);
  if (rule.effect === "deny") return judgeHosts(rule, held, held.length, `holds ${image}`, facts);
  if (rule.minimumHosts !== undefined) return judgeCount(rule, held.length, rule.minimumHosts, facts);
  const selected = selectHosts(all, rule.hosts);
  // A mistake in a pattern must not look like servers without violations.
  if (selected.length === 0) {
    return fleetViolation(rule, 0, `${image} is required, but the rule selects no server with local images`, facts);
  }
  // All holders count, selected or not: a server's status may change between the two lists.
  const having = new Set(holders.map(hostKey));
  const missing = selected.filter((host) => !having.has(hostKey(host)));
  return judgeHosts(rule, missing, selected.length, `does not hold ${image}`, facts);
}

function judgeHosts(
  rule: ComplianceRule,
  atFault: readonly CheckedHost[],
  checked: number,
  fault: string,
  { asOf, scope }: RuleFacts,
): Judgement {
  const coverOf = exceptionsAt(rule.exceptions, asOf);
  const judgement: Judgement = { violations: [], exemptions: [], checked };
  for (const host of atFault) {
    const finding = { ...aboutRule(rule), ...scope, ...aboutHost(host) };
    const cover = coverOf(host);
    if (cover && !cover.expired) {
      const { reason, owner = "", ticket = "", expires } = cover.exception;
      judgement.exemptions.push({ ...finding, reason, owner, ticket, expires });
      continue;
    }
    const stale = finding.stale
      ? `; its agent is ${host.agentStatus || "in an unknown state"}, so this may be out of date`
      : "";
    const expired = cover
      ? `; the exception for it expired on ${cover.exception.expires} (${exceptionText(cover.exception)})`
      : "";
    judgement.violations.push({ ...finding, reason: `${fault}${expired}${stale}` });
  }
  return judgement;
}

function judgeCount(rule: ComplianceRule, holding: number, minimum: number, facts: RuleFacts): Judgement {
  if (holding >= minimum) return { violations: [], exemptions: [], checked: holding };
  const reason = `only ${holding} of the selected servers hold ${imageText(rule.image)}, but at least ${minimum} must`;
  return fleetViolation(rule, holding, reason, facts);
}

function fleetViolation(rule: ComplianceRule, checked: number, reason: string, { scope }: RuleFacts): Judgement {
  return { violations: [{ ...aboutRule(rule), ...scope, ...NO_HOST, reason }], exemptions: [], checked };
}

const NO_HOST = {
  hostId: "",
  hostName: "",
  agentStatus: "",
  edition: "",
  privateIp: "",
  publicIp: "",
  stale: false,
};

function aboutRule({ name, severity, effect, image }: ComplianceRule) {
  return { rule: name, severity, effect, image: imageText(image), images: [] };
}

function aboutHost(host: CheckedHost) {
  const { hostId, hostName, agentStatus, version, privateIp, publicIp } = host;
  return { hostId, hostName, agentStatus, edition: version, privateIp, publicIp, stale: isStale(host) };
}
