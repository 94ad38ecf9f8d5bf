import { dirname, resolve } from "node:path";
import { goTool } from "../../scripts/goTool.mjs";
import { GO } from "./available.js";
import { isInstalled } from "./isInstalled.js";

const MODULES = {
  nodejs: {
    folder: "test/support/languageHosts/nodejs",
    module: "github.com/pulumi/pulumi/sdk/v3",
    path: "nodejs/cmd",
  },
  yaml: { folder: "test/support/languageHosts/yaml", module: "github.com/pulumi/pulumi-yaml", path: "cmd" },
  java: { folder: "sdk/codegen", module: "github.com/pulumi/pulumi-java", path: "pkg/cmd" },
};

/** Whether a program in the language can run on this machine. In CI, it must. */
export function canHost(language: keyof typeof MODULES): boolean {
  return GO || isInstalled(nameOf(language));
}

/** @returns the folder with Pulumi's language host, for the PATH; undefined if it is on the PATH already. */
export function languageHost(language: keyof typeof MODULES): string | undefined {
  const name = nameOf(language);
  if (isInstalled(name)) return undefined;
  const { folder, module, path } = MODULES[language];
  const built = goTool({ folder: resolve(folder), module, command: `${path}/${name}` });
  if (built === undefined) throw new Error(`Neither ${name} nor go is on the PATH.`);
  return dirname(built);
}

function nameOf(language: keyof typeof MODULES): string {
  return `pulumi-language-${language}`;
}
