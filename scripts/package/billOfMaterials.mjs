import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { packagesIn } from "../bundle.mjs";
import { command } from "./command.mjs";
import { STANDALONE_NODE } from "./standalone.mjs";

/**
 * A CycloneDX list of the software in the provider: npm's own list without the packages that are not in the bundle,
 * plus the Node of the standalone executable.
 */
export async function writeBillOfMaterials({ out, version }) {
  const packages = await packagesIn("bin/provider.cjs");
  const bundled = new Set(packages.map(({ group, name, version }) => `${group ? `${group}/` : ""}${name}@${version}`));
  const args = ["sbom", "--sbom-format", "cyclonedx", "--workspaces=false"];
  const all = JSON.parse(command("npm", args));
  const components = all.components
    .filter((component) => bundled.has(component["bom-ref"]))
    // npm marks packages for development, but the bundle has none.
    .map((component) => ({ ...component, scope: "required", properties: [] }));
  const missing = [...bundled].filter((ref) => !components.some((component) => component["bom-ref"] === ref));
  if (missing.length > 0)
    throw new Error(`The bundle contains packages that npm does not list: ${missing.join(", ")}.`);
  components.push({
    "bom-ref": `node@${STANDALONE_NODE}`,
    type: "platform",
    name: "node",
    version: STANDALONE_NODE,
    scope: "optional",
    description: "In the standalone plugin for linux-amd64 only.",
    purl: `pkg:generic/node@${STANDALONE_NODE}`,
  });
  const listed = new Set([all.metadata.component["bom-ref"], ...components.map((component) => component["bom-ref"])]);
  const dependencies = all.dependencies
    .filter(({ ref }) => listed.has(ref))
    .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((other) => listed.has(other)) }));
  all.metadata.component.name = "pulumi-resource-huaweicloud-hss";
  const file = join(out, `pulumi-resource-huaweicloud-hss-v${version}.cdx.json`);
  writeFileSync(file, `${JSON.stringify({ ...all, components, dependencies }, null, 2)}\n`);
}
