import { parseArgs } from "node:util";
import type { EmulatorOptions } from "./emulator.js";

export const USAGE = `Plays Huawei Cloud HSS and IAM on a loopback port, with a fleet of servers made up from a seed.

  --hosts N        servers in the fleet (1200)
  --seed N         another seed gives another fleet (1)
  --port N         port to listen on (any free one)
  --latency MS     milliseconds before each answer (0)
  --page-cap N     the most rows in a page, whatever the limit (200)
  --quota N/S      requests allowed in a window of S seconds, e.g. 5/60 (none)
  --help           this text
`;

/** Reads the command line; undefined asks for the usage. Throws what to tell the user. */
export function parseCommandLine(args: string[]): EmulatorOptions | undefined {
  const text = { type: "string" } as const;
  const { values } = parseArgs({
    args,
    options: {
      hosts: text,
      seed: text,
      port: text,
      latency: text,
      "page-cap": text,
      quota: text,
      help: { type: "boolean" },
    },
  });
  if (values.help) return undefined;
  const options: EmulatorOptions = {};
  const number = (flag: "hosts" | "seed" | "port" | "latency" | "page-cap", least: number, most: number) => {
    const given = values[flag];
    if (given === undefined) return undefined;
    const value = Number(given);
    if (/^\d+$/.test(given) && value >= least && value <= most) return value;
    throw new Error(`--${flag} must be an integer from ${least} to ${most}, not "${given}"`);
  };
  const set = <Key extends keyof EmulatorOptions>(key: Key, value: EmulatorOptions[Key] | undefined) => {
    if (value !== undefined) options[key] = value;
  };
  set("hosts", number("hosts", 0, 1_000_000));
  set("seed", number("seed", 0, 2 ** 32 - 1));
  set("port", number("port", 0, 65_535));
  set("latencyMs", number("latency", 0, 600_000));
  set("pageCap", number("page-cap", 1, 1_000_000));
  if (values.quota !== undefined) {
    const [, limit, seconds] = /^(\d{1,6})\/(\d+(?:\.\d+)?)$/.exec(values.quota) ?? [];
    if (!Number(seconds)) throw new Error(`--quota must be requests/seconds such as 5/60, not "${values.quota}"`);
    options.quota = { limit: Number(limit), windowMs: Number(seconds) * 1000 };
  }
  return options;
}
