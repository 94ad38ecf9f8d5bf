import type { ComplianceRule } from "../../compliance/complianceRule.js";
import { isExact } from "../../compliance/imageSelector.js";
import { invalidArguments } from "../../plugin/invalidArguments.js";
import type { PropertyFailure, PropertyFailures } from "../../plugin/validate.js";
import type { ImageMatch } from "../imageMatch.js";
import type { HostDetails } from "./scopeRequest.js";

/** Refuses rules that cannot be judged with the other arguments. Throws ArgumentError. */
export function checkRules(
  rules: readonly ComplianceRule[],
  args: { ruleFile?: string | undefined; imageMatch: ImageMatch; hostDetails: HostDetails },
): void {
  const argument = args.ruleFile === undefined ? "rules" : "ruleFile.rules";
  const failures = rules.flatMap((rule, index) =>
    [
      ...(args.imageMatch === "server" ? withoutImages(rule) : []),
      ...(args.hostDetails === "none" ? withoutHosts(rule) : []),
    ].map(([property, reason]): PropertyFailure => ({ property: `${argument}[${index}].${property}`, reason })),
  );
  if (failures.length > 0) throw invalidArguments(failures as unknown as PropertyFailures);
}

/** A property of a rule, and what is wrong with it. */
type Problem = [property: string, reason: string];

function withoutImages({ effect, image, exceptions = [] }: ComplianceRule): Problem[] {
  if (effect === "allow") return [["effect", "must not be allow if imageMatch is server"]];
  if (exceptions.some((exception) => exception.image !== undefined)) {
    return [["exceptions", "must not be for an image if imageMatch is server"]];
  }
  if (image === undefined || isExact(image)) return [];
  return [["image", "must only have name, version and digest if imageMatch is server"]];
}

function withoutHosts({ effect, hosts, exceptions }: ComplianceRule): Problem[] {
  const why = "if hostDetails is none, because servers are not read then";
  const problems: Problem[] = [];
  if (effect === "require") problems.push(["effect", `must not be require ${why}`]);
  if (hosts !== undefined) problems.push(["hosts", `must be left out ${why}`]);
  if (exceptions !== undefined) problems.push(["exceptions", `must be left out ${why}`]);
  return problems;
}
