import { dirname, resolve } from "node:path";
import { goTool } from "../../scripts/goTool.mjs";
import { isInstalled } from "./isInstalled.js";

const MODULES = {
  nodejs: { folder: "test/support/nodeLanguageHost", module: "github.com/pulumi/pulumi/sdk/v3", path: "nodejs/cmd" },
  yaml: { folder: "sdk/codegen", module: "github.com/pulumi/pulumi-yaml", path: "cmd" },
  java: { folder: "sdk/codegen", module: "github.com/pulumi/pulumi-java", path: "pkg/cmd" },
};

/** @returns the folder with Pulumi's language host, for the PATH; undefined if it is on the PATH already. */
export function languageHost(language: keyof typeof MODULES): string | undefined {
  const name = `pulumi-language-${language}`;
  if (isInstalled(name)) return undefined;
  const { folder, module, path } = MODULES[language];
  const built = goTool({ folder: resolve(folder), module, command: `${path}/${name}` });
  if (built === undefined) throw new Error(`Neither ${name} nor go is on the PATH.`);
  return dirname(built);
}
