import { findingsOf, type Finding } from "./findingsOf.js";
import type { ListOperation } from "./listOperation.js";
import { matchesText } from "./matchesText.js";

/** What was found of one vulnerability, either handled or not. */
type Item = readonly [Finding, ...Finding[]];

/** `GET /v5/{project_id}/images/vulnerabilities`. How the real list matches IDs is not documented, see `cveMatch`. */
export const listImageVulnerabilities: ListOperation<Item> = {
  path: "images/vulnerabilities",
  needsRegion: false,
  largestOffset: 2_000_000,
  required: {
    type: /^(linux|app)_vul$/,
    handle_status: /^(un)?handled$/,
    image_type: /^(local|registry|cicd|cluster)$/,
  },
  itemsOf: (hosts) => {
    const items = new Map<string, [Finding, ...Finding[]]>();
    for (const finding of findingsOf(hosts)) {
      const key = JSON.stringify([finding.vulnerability.id, finding.isHandled]);
      const item = items.get(key);
      if (item === undefined) items.set(key, [finding]);
      else item.push(finding);
    }
    return [...items.values()];
  },
  matches: ([{ vulnerability, isHandled }], query, { cveMatch }) =>
    query.get("image_type") === "local" &&
    query.get("type") === vulnerability.type &&
    query.get("handle_status") === (isHandled ? "handled" : "unhandled") &&
    matchesText(vulnerability.id, query.get("vul_id"), cveMatch) &&
    matchesText(vulnerability.name, query.get("vul_name"), "part") &&
    matchesText(vulnerability.severity, query.get("severity_level"), "exact") &&
    Object.keys(vulnerability.cves).some((cve) => matchesText(cve, query.get("cve_id"), cveMatch)),
  row: (findings) => {
    const { id, name, type, severity, cves, solution } = findings[0].vulnerability;
    return {
      vul_id: id,
      vul_name: name,
      type,
      image_type: "local",
      label_list: [],
      severity_level: severity,
      image_num: findings.length,
      cve_list: Object.entries(cves).map(([cve_id, cvss]) => ({ cve_id, cvss })),
      max_cvss_score: Math.max(...Object.values(cves)),
      scan_time: Math.max(...findings.map(({ result }) => result.scanned)),
      description: `${name}: ${Object.keys(cves).join(", ")}`,
      url: `https://vulnerabilities.example.com/${id}`,
      solution_detail: solution,
      cluster_num: 0,
    };
  },
};
