// Writes schema.json from the zod definitions.
import { writeFile } from "node:fs/promises";
import { hssPackage } from "../src/hssPackage.js";
import { packageSchema } from "../src/plugin/packageSchema.js";

await writeFile("schema.json", `${JSON.stringify(packageSchema(hssPackage), null, 2)}\n`);
