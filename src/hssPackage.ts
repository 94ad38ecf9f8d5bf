import packageJson from "../package.json" with { type: "json" };
import { configuration } from "./configuration.js";
import type { FunctionContext } from "./functions/functionContext.js";
import { getLocalImageHosts } from "./functions/getLocalImageHosts.js";
import type { PackageDefinition } from "./plugin/packageDefinition.js";

const REPOSITORY = "https://github.com/pulumi-huaweicloud-hss/pulumi-huaweicloud-hss";

/** The Pulumi package: all that its schema, its SDKs and its provider are made from. */
export const hssPackage: PackageDefinition<FunctionContext, typeof configuration> = {
  name: "huaweicloud-hss",
  version: packageJson.version,
  configuration,
  functions: [getLocalImageHosts],
  metadata: {
    displayName: "Huawei Cloud HSS",
    description: "Asks Huawei Cloud Host Security Service (HSS) which servers hold a container image.",
    keywords: ["pulumi", "huaweicloud", "hss", "security", "category/cloud", "kind/native"],
    homepage: REPOSITORY,
    repository: REPOSITORY,
    license: "Apache-2.0",
    publisher: "pulumi-huaweicloud-hss",
    pluginDownloadURL: "github://api.github.com/pulumi-huaweicloud-hss/pulumi-huaweicloud-hss",
  },
};
