import type { Baseline } from "./baseline.js";
import type { Evaluation } from "./evaluateRules.js";

const REDACTED = "[redacted]";

/** The name of a server may contain an address that is not in its row. */
const IPV4 = /\d{1,3}(?:[._-]\d{1,3}){3}/g;

interface Addressed {
  hostName: string;
  privateIp: string;
  publicIp: string;
}

/** Removes IP addresses, also from the names of servers (`10.0.0.7`, `ip-10-0-0-7`). */
export function withoutAddresses(evaluation: Evaluation): Evaluation {
  return {
    ...evaluation,
    violations: evaluation.violations.map(withoutAddress),
    exemptions: evaluation.exemptions.map(withoutAddress),
  };
}

/** The same for a former run, whose report may have been made with addresses. */
export function baselineWithoutAddresses(baseline: Baseline): Baseline {
  const violations = baseline.violations.map((former) => {
    const { hostName } = former.violation;
    if (hostName === undefined) return former;
    return { ...former, violation: { ...former.violation, hostName: hostName.replace(IPV4, REDACTED) } };
  });
  return { ...baseline, violations };
}

/** The same for one server. */
export function withoutAddress<Finding extends Addressed>(finding: Finding): Finding {
  const { privateIp, publicIp } = finding;
  const addresses = [privateIp, publicIp].filter((address) => address !== "");
  const hostName = addresses
    .flatMap((address) => [address, address.replace(/[.:]/g, "-"), address.replace(/[.:]/g, "_")])
    .reduce((name, address) => name.replaceAll(address, REDACTED), finding.hostName)
    .replace(IPV4, REDACTED);
  return { ...finding, hostName, privateIp: privateIp && REDACTED, publicIp: publicIp && REDACTED };
}
