import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as hss from "pulumi-huaweicloud-hss";

/** The rule itself says `enforce: error`: while a server violates it, each preview and update fails. */
const checked = hss.getLocalImageComplianceOutput({
  ruleFile: readFileSync(join(__dirname, "rules.yaml"), "utf8"),
  enterpriseProjectId: "all_granted_eps",
});

/** Servers with an image that is only allowed for a time, and until when. */
export const exempt = checked.exemptions.apply((exemptions = []) =>
  exemptions.map(({ hostName, image, expires, owner }) => `${hostName}: ${image} until ${expires} (${owner})`),
);
