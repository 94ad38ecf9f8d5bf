// Writes schema.json, and the schemas of the compliance report and of a rule file, from the zod definitions.
import { writeFile } from "node:fs/promises";
import { complianceJsonSchema } from "../src/compliance/reports/jsonReport.js";
import { ruleFileJsonSchema } from "../src/compliance/ruleFile.js";
import { hssPackage } from "../src/provider/hssPackage.js";
import { packageSchema } from "../src/plugin/packageSchema.js";

await writeFile("schema.json", `${JSON.stringify(packageSchema(hssPackage), null, 2)}\n`);
await writeFile("docs/compliance-report.schema.json", `${JSON.stringify(complianceJsonSchema(), null, 2)}\n`);
await writeFile("docs/compliance-rules.schema.json", `${JSON.stringify(ruleFileJsonSchema(), null, 2)}\n`);
