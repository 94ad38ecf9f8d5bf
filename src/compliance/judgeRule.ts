import { hostKey, isStale, type CheckedHost } from "./checkedHost.js";
import type { ComplianceException, ComplianceRule } from "./complianceRule.js";
import type { ComplianceScope } from "./complianceScope.js";
import { counted } from "./counted.js";
import { compare } from "./distinctHosts.js";
import { exactImage } from "./exactImage.js";
import { exceptionText } from "./exceptionText.js";
import { exceptionsAt } from "./exceptionsAt.js";
import type { Holder } from "./holdersOf.js";
import type { Judgement } from "./judgement.js";
import { listed } from "./listed.js";
import { ruleImage } from "./ruleImage.js";
import type { Holding } from "./scopeFacts.js";
import { selectHosts } from "./selectHosts.js";

export interface RuleFacts {
  /** The images that the rule is about; for `allow`, those that are not allowed. */
  holdings: readonly Holding[];
  /** The servers with one of them, each once, in the order in which violations are reported. */
  holders: readonly Holder[];
  /** The images of the rule that an exception with an image exempts. */
  exemptImages: (exception: ComplianceException) => ReadonlySet<string>;
  /** Servers that hold any local image, in the same way; read only for rules about every server. */
  all: readonly CheckedHost[];
  /** Milliseconds since the epoch. */
  asOf: number;
  scope: ComplianceScope;
}

/** A server at fault. */
interface Fault {
  host: CheckedHost;
  /** The image that the finding is about, in words. */
  image: string;
  images: readonly string[];
  /** What is wrong, for those of the images that are not exempt. */
  reason: (images: readonly string[]) => string;
}

/** Checks the servers against one rule. */
export function judgeRule(rule: ComplianceRule, facts: RuleFacts): Judgement {
  const { holders, all } = facts;
  const image = ruleImage(rule);
  const { has, hasNo } = verbs(rule);
  const selected = new Set(
    selectHosts(
      holders.map(({ host }) => host),
      rule.hosts,
    ),
  );
  const held = holders.filter(({ host }) => selected.has(host));
  if (rule.effect === "deny") {
    const isNamed = exactImage(rule) !== undefined;
    const reason = (images: readonly string[]) => `${has} ${isNamed || images.length === 0 ? image : listed(images)}`;
    const faults = held.map(({ host, images }) => ({ host, image, images, reason }));
    return withCounts(rule, judgeHosts(rule, faults, held.length, facts), facts);
  }
  if (rule.effect === "allow") {
    const faults = held.flatMap(({ host, images }) =>
      images.map((each) => {
        const reason = () => `${has} ${each}, which is not allowed`;
        return { host, image: each, images: [each], reason };
      }),
    );
    return withCounts(rule, judgeHosts(rule, faults, held.length, facts), facts);
  }
  if (rule.minimumHosts !== undefined) return judgeCount(rule, held.length, rule.minimumHosts, facts);
  const checked = selectHosts(all, rule.hosts);
  // A mistake in a pattern must not look like servers without violations.
  if (checked.length === 0) {
    return fleetViolation(rule, 0, `${image} is required, but the rule selects no server with local images`, facts);
  }
  // All holders count, selected or not: a server's status may change between the two lists.
  const having = new Set(holders.map(({ host }) => hostKey(host)));
  const missing = checked
    .filter((host) => !having.has(hostKey(host)))
    .map((host) => ({ host, image, images: [], reason: () => `${hasNo} ${image}` }));
  return judgeHosts(rule, missing, checked.length, facts);
}

function verbs({ presence }: ComplianceRule) {
  return presence === "container"
    ? { has: "has a container of", hasNo: "has no container of" }
    : { has: "holds", hasNo: "does not hold" };
}

function judgeHosts(
  rule: ComplianceRule,
  faults: readonly Fault[],
  checked: number,
  { asOf, scope, exemptImages }: RuleFacts,
): Judgement {
  const coverOf = exceptionsAt(rule.exceptions, asOf, exemptImages);
  const judgement: Judgement = { violations: [], exemptions: [], checked };
  for (const { host, image, reason: fault, images: all } of faults) {
    const { exempt, expired: lapsed, images } = coverOf(host, all);
    const finding = { ...aboutRule(rule), image, images: [...images], ...scope, ...aboutHost(host) };
    if (exempt !== undefined) {
      const { reason, owner = "", ticket = "", expires } = exempt;
      judgement.exemptions.push({ ...finding, reason, owner, ticket, expires });
      continue;
    }
    const stale = finding.stale
      ? `; its agent is ${host.agentStatus || "in an unknown state"}, so this may be out of date`
      : "";
    const expired = lapsed ? `; the exception for it expired on ${lapsed.expires} (${exceptionText(lapsed)})` : "";
    judgement.violations.push({ ...finding, reason: `${fault(images)}${expired}${stale}` });
  }
  return judgement;
}

/** Adds a violation for each image whose servers are not known, but only counted. */
function withCounts(rule: ComplianceRule, judgement: Judgement, { holdings, scope }: RuleFacts): Judgement {
  const counts = new Map<string, number | "unknown">();
  for (const { image, count } of holdings) {
    if (image === undefined || count === undefined || count === 0) continue;
    const known = counts.get(image) ?? 0;
    counts.set(image, count === "unknown" || known === "unknown" ? "unknown" : known + count);
  }
  for (const [image, count] of [...counts].sort(([a], [b]) => compare(a, b))) {
    const reason = `${countText(rule, count)} ${image}${rule.effect === "allow" ? ", which is not allowed" : ""}`;
    judgement.violations.push({ ...aboutRule(rule), image, images: [image], ...scope, ...NO_HOST, reason });
  }
  return judgement;
}

function countText({ presence }: ComplianceRule, count: number | "unknown"): string {
  const noun = presence === "container" ? "container" : "server";
  const number = count === "unknown" ? `an unknown number of ${noun}s` : counted(count, noun);
  if (presence === "container") return `${number} ${count === 1 ? "was" : "were"} made from`;
  return `${number} ${count === 1 ? "holds" : "hold"}`;
}

function judgeCount(rule: ComplianceRule, holding: number, minimum: number, facts: RuleFacts): Judgement {
  if (holding >= minimum) return { violations: [], exemptions: [], checked: holding };
  const verb = rule.presence === "container" ? "have a container of" : "hold";
  const reason = `only ${holding} of the selected servers ${verb} ${ruleImage(rule)}, but at least ${minimum} must`;
  return fleetViolation(rule, holding, reason, facts);
}

function fleetViolation(rule: ComplianceRule, checked: number, reason: string, { scope }: RuleFacts): Judgement {
  const about = { ...aboutRule(rule), image: ruleImage(rule), images: [] };
  return { violations: [{ ...about, ...scope, ...NO_HOST, reason }], exemptions: [], checked };
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

function aboutRule({ name, severity, effect }: ComplianceRule) {
  return { rule: name, severity, effect };
}

function aboutHost(host: CheckedHost) {
  const { hostId, hostName, agentStatus, version, privateIp, publicIp } = host;
  return { hostId, hostName, agentStatus, edition: version, privateIp, publicIp, stale: isStale(host) };
}
