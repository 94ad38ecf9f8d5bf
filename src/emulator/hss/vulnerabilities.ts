/** A vulnerability that scans find, as HSS describes it. */
export interface Vulnerability {
  readonly id: string;
  readonly name: string;
  readonly type: "linux_vul" | "app_vul";
  readonly severity: "Low" | "Medium" | "High" | "Critical";
  /** The CVSS score of each CVE. */
  readonly cves: Readonly<Record<string, number>>;
  readonly solution: string;
}

/** The common ones are in all invented images with as many vulnerabilities: the first 5 are Low, the next 15 are Medium, the rest are High. */
const [LOW, MEDIUM, ALL] = [5, 20, 40];

const LOG4J: readonly Vulnerability[] = [
  application(
    "CVE-2021-44228",
    "Apache Log4j2 remote code execution",
    "Critical",
    10,
    "Update Apache Log4j2 to 2.17.1.",
  ),
  {
    id: "EulerOS-SA-2022-1027",
    name: "EulerOS security update for log4j",
    type: "linux_vul",
    severity: "Critical",
    cves: { "CVE-2021-44228": 10, "CVE-2021-45046": 9 },
    solution: "Update the package log4j.",
  },
];

/** Their IDs begin like those above, or contain them. */
const LOOK_ALIKES: readonly Vulnerability[] = [
  application("CVE-2021-4422", "Cross-site request forgery in a plugin", "Low", 3.1, "Update the plugin."),
  application("CVE-2021-442280", "Information leak in a library", "Low", 2.4, "Update the library."),
];

export const COMMON_VULNERABILITIES: readonly Vulnerability[] = [
  ...LOOK_ALIKES,
  ...Array.from({ length: ALL - LOOK_ALIKES.length }, (_, index) => advisory(index + LOOK_ALIKES.length)),
];

const BY_ID: ReadonlyMap<string, Vulnerability> = new Map(
  [...LOG4J, ...COMMON_VULNERABILITIES].map((vulnerability) => [vulnerability.id, vulnerability]),
);

export function vulnerabilityOf(id: string): Vulnerability {
  const vulnerability = BY_ID.get(id);
  if (vulnerability === undefined) throw new Error(`The emulator has no vulnerability ${id}.`);
  return vulnerability;
}

function application(
  cve: string,
  name: string,
  severity: Vulnerability["severity"],
  score: number,
  solution: string,
): Vulnerability {
  return { id: `HCVD-APP-${cve}`, name, type: "app_vul", severity, cves: { [cve]: score }, solution };
}

function advisory(index: number): Vulnerability {
  const [severity, score] =
    index < LOW ? (["Low", 3.7] as const) : index < MEDIUM ? (["Medium", 5.5] as const) : (["High", 7.8] as const);
  const number = 1000 + index;
  return {
    id: `EulerOS-SA-2026-${number}`,
    name: `EulerOS security update ${number}`,
    type: "linux_vul",
    severity,
    cves: { [`CVE-2026-${number}`]: score, [`CVE-2026-${number}0`]: 2 },
    solution: "Update the packages of the system.",
  };
}
