import { z } from "zod";
import { column } from "./column.js";
import { filter } from "./filter.js";
import { listOperation } from "./listOperation.js";

/** One vulnerability, as ListGeneralImageVuls describes it. */
const row = z
  .object({
    vulId: column.text("Vulnerability ID (`vul_id`)."),
    vulName: column.text("Name of the vulnerability (`vul_name`)."),
    type: column.text(
      "Type of the vulnerability (`type`): `linux_vul` is in a Linux package, `app_vul` in an application. Other values may appear.",
    ),
    severityLevel: column.text(
      "Severity (`severity_level`): `Low`, `Medium`, `High` or `Critical`. Other values may appear.",
    ),
    cveList: column.textsIn("cve_id", "CVE IDs of the vulnerability (`cve_list`), for example `CVE-2021-44228`."),
    maxCvssScore: column.decimal("Highest CVSS score of these CVEs, 0 to 10 (`max_cvss_score`)."),
    scanTime: column.amount("Time of the latest scan, in milliseconds since 1970 (`scan_time`)."),
    description: column.text("Description of the vulnerability (`description`)."),
    solutionDetail: column.text("What the vendor suggests to do (`solution_detail`)."),
    url: column.text("Address of a page about the solution (`url`)."),
  })
  .describe(
    'A vulnerability of images on servers. A string that HSS does not send is "". A number that HSS does not send is left out.',
  )
  .meta({ id: "ImageVulnerability" });

/** `GET /v5/{project_id}/images/vulnerabilities` (ListGeneralImageVuls): the vulnerabilities that scans found in images. */
export const imageVulnerabilities = listOperation({
  path: "images/vulnerabilities",
  largestOffset: 2_000_000,
  filters: {
    type: filter.text("Type of the vulnerabilities (`type`): `linux_vul` or `app_vul`. Required."),
    handleStatus: filter.text("Whether they were handled (`handle_status`): `unhandled` or `handled`. Required."),
    imageType: filter.text("Type of the images (`image_type`), for example `local`. Required."),
    cveId: filter.text("CVE ID (`cve_id`). HSS does not document whether it matches the whole ID or a part of it."),
    vulId: filter.text("Vulnerability ID (`vul_id`). HSS does not document how it is matched."),
  },
  row,
  identity: ["vulId", "type"],
});

export type ImageVulnerability = z.output<typeof row>;
