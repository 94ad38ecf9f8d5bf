import { createRequire } from "node:module";
import { sep } from "node:path";
import type { PulumiFn } from "@pulumi/pulumi/automation/index.js";

const require = createRequire(import.meta.url);

/** Runs an example's program. Loads the module again each time, because Node runs a loaded module only once. */
export function exampleProgram(name: string): PulumiFn {
  return () => {
    const marker = `${sep}examples${sep}${name}${sep}`;
    for (const path of Object.keys(require.cache)) {
      if (path.includes(marker)) Reflect.deleteProperty(require.cache, path);
    }
    return Promise.resolve(require(`../../examples/${name}/index.ts`) as Record<string, unknown>);
  };
}
