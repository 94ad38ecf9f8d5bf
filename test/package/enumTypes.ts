import type * as hss from "pulumi-huaweicloud-hss";

/** Compiles only if it is true. */
type Holds<Condition extends true> = Condition;
type Accepts<Target, Value> = Value extends Target ? true : false;
type Refuses<Target, Value> = Value extends Target ? false : true;

type Cidrs = hss.GetLocalImageHostCidrsArgs;
type Rule = hss.types.input.ComplianceRule;
type Violation = hss.types.output.ComplianceViolation;
/** As TypeScript reads a rule from a JSON file. */
interface JsonRule {
  name: string;
  severity: string;
  effect: string;
  image: { name: string; version: string };
  exceptions?: { host: string; reason: string; expires: string }[];
}
type PlainRule = Omit<Rule, "severity" | "effect"> & { severity: string; effect: string };

/** What programs may pass for an enum, and what they get. */
export type EnumTypes = [
  Holds<Accepts<Cidrs, { aggregate: "exact"; addressKind: "both" }>>,
  Holds<Accepts<Cidrs, { aggregate: typeof hss.Aggregate.Exact }>>,
  Holds<Refuses<Cidrs, { aggregate: "all" }>>,
  Holds<Accepts<Rule, Rule & { severity: typeof hss.Severity.Critical; effect: "deny" }>>,
  // A rule in a variable, and one from a JSON file.
  Holds<Accepts<Rule, PlainRule>>,
  Holds<Accepts<Rule, JsonRule>>,
  Holds<Accepts<"informational" | "low" | "medium" | "high" | "critical", Violation["severity"]>>,
  // Pulumi has no enums in the configuration.
  Holds<Accepts<hss.ProviderArgs, { consistency: string }>>,
];
