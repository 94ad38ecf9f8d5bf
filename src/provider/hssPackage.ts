import packageJson from "../../package.json" with { type: "json" };
import { configuration } from "./configuration.js";
import type { FunctionContext } from "../functions/functionContext.js";
import { getLocalImageCompliance } from "../functions/getLocalImageCompliance.js";
import { getLocalImageHostCidrs } from "../functions/getLocalImageHostCidrs.js";
import { getIdentity } from "../functions/getIdentity.js";
import { getLocalImageHostCount } from "../functions/getLocalImageHostCount.js";
import { getVulnerableImageHosts } from "../functions/getVulnerableImageHosts.js";
import { listFunctions } from "../functions/listFunctions.js";
import type { PackageDefinition } from "../plugin/packageDefinition.js";

const DESCRIPTION = "Asks Huawei Cloud Host Security Service (HSS) which servers hold a container image.";
const REPOSITORY = "https://github.com/pulumi-huaweicloud-hss/pulumi-huaweicloud-hss";

/** The first version in which invokes in output form wait for resources that do not exist yet. */
const OLDEST_PULUMI = "3.145.0";

/** The generated Python uses `pulumi.type_token`, which needs a later version. */
const OLDEST_PULUMI_PYTHON = "3.165.0";

/** The generated Java extends its `InvokeArgs` with output options. */
const OLDEST_PULUMI_JAVA = "1.16.0";

/** The Pulumi package: its schema, its SDKs and its provider are made from this. */
export const hssPackage: PackageDefinition<FunctionContext, typeof configuration> = {
  name: "huaweicloud-hss",
  version: packageJson.version,
  configuration,
  functions: [
    ...Object.values(listFunctions),
    getLocalImageHostCount,
    getLocalImageHostCidrs,
    getVulnerableImageHosts,
    getIdentity,
    getLocalImageCompliance,
  ],
  validateCredentials: (context, call) => getIdentity.run({}, context, call),
  metadata: {
    displayName: "Huawei Cloud HSS",
    description: DESCRIPTION,
    keywords: ["pulumi", "huaweicloud", "hss", "security", "category/cloud", "kind/native"],
    homepage: REPOSITORY,
    repository: REPOSITORY,
    configurationDocsUrl: `${REPOSITORY}/blob/main/docs/installation-configuration.md`,
    logoUrl: `${REPOSITORY}/raw/main/sdk/codegen/logo.png`,
    license: "Apache-2.0",
    publisher: "pulumi-huaweicloud-hss",
    pluginDownloadURL: "github://api.github.com/pulumi-huaweicloud-hss/pulumi-huaweicloud-hss",
    language: {
      nodejs: {
        packageName: "pulumi-huaweicloud-hss",
        packageDescription: DESCRIPTION,
        dependencies: { "@pulumi/pulumi": `^${OLDEST_PULUMI}` },
        devDependencies: { "@types/node": "^20", typescript: "^6.0.3" },
        respectSchemaVersion: true,
      },
      python: {
        packageName: "pulumi_huaweicloud_hss",
        pythonRequires: ">=3.9",
        requires: { pulumi: `>=${OLDEST_PULUMI_PYTHON},<4.0.0` },
        pyproject: { enabled: true },
        respectSchemaVersion: true,
      },
      go: {
        importBasePath: `${REPOSITORY.replace("https://", "")}/sdk/go/huaweicloudhss`,
        respectSchemaVersion: true,
      },
      csharp: {
        // NuGet keeps "Pulumi." for Pulumi's own packages.
        rootNamespace: "PulumiHuaweicloud",
        namespaces: { "huaweicloud-hss": "Hss" },
        respectSchemaVersion: true,
      },
      java: {
        basePackage: "io.github.pulumihuaweicloud",
        packages: { "huaweicloud-hss": "hss" },
        buildFiles: "none",
        dependencies: { "com.pulumi:pulumi": OLDEST_PULUMI_JAVA },
      },
    },
  },
};
