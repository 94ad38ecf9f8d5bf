import { parseArgs } from "node:util";
import type { EmulatorOptions } from "./emulator.js";
import type { MetadataMode } from "./emulatorSettings.js";

export const USAGE = `Plays Huawei Cloud HSS and IAM on a loopback port, with a fleet of servers made up from a seed.

  --hosts N        servers in the fleet (1200)
  --seed N         another seed gives another fleet (1)
  --port N         port to listen on (any free one)
  --region NAME    region, and name of its project (cn-north-4)
  --latency MS     milliseconds before each answer (0)
  --page-cap N     the most rows in a page, whatever the limit (200)
  --quota N/Ss     HSS requests allowed in a window of S seconds, e.g. 5/60s (none)
  --metadata MODE  metadata service of an ECS server: v2, v1, none or hanging (v2)
  --help           this text
`;

const METADATA_MODES: readonly MetadataMode[] = ["v2", "v1", "none", "hanging"];

/** Reads the command line; undefined asks for the usage. Throws what to tell the user, in one line. */
export function parseCommandLine(args: string[]): EmulatorOptions | undefined {
  const values = readFlags(args);
  if (values.help) return undefined;
  const options: EmulatorOptions = {};
  const number = (flag: "hosts" | "seed" | "port" | "latency" | "page-cap", least: number, most: number) => {
    const given = values[flag];
    if (given === undefined) return undefined;
    const value = Number(given);
    if (/^\d+$/.test(given) && value >= least && value <= most) return value;
    throw new Error(`--${flag} must be an integer from ${least} to ${most}, not ${JSON.stringify(given)}`);
  };
  const set = <Key extends keyof EmulatorOptions>(key: Key, value: EmulatorOptions[Key] | undefined) => {
    if (value !== undefined) options[key] = value;
  };
  set("hosts", number("hosts", 0, 1_000_000));
  set("seed", number("seed", 0, 2 ** 32 - 1));
  set("port", number("port", 0, 65_535));
  set("latencyMs", number("latency", 0, 600_000));
  set("pageCap", number("page-cap", 1, 1_000_000));
  if (values.region !== undefined && !/^[a-z0-9-]+$/.test(values.region))
    throw new Error(`--region must be a name such as cn-north-4, not ${JSON.stringify(values.region)}`);
  set("region", values.region);
  if (values.quota !== undefined) {
    const [, limit, seconds] = /^(\d{1,6})\/(\d{1,6}(?:\.\d{1,3})?)s?$/.exec(values.quota) ?? [];
    if (!Number(seconds))
      throw new Error(`--quota must be requests/seconds such as 5/60s, not ${JSON.stringify(values.quota)}`);
    options.quota = { limit: Number(limit), windowMs: Math.round(Number(seconds) * 1000) };
  }
  if (values.metadata !== undefined) {
    const mode = METADATA_MODES.find((known) => known === values.metadata);
    if (!mode)
      throw new Error(`--metadata must be one of ${METADATA_MODES.join(", ")}, not ${JSON.stringify(values.metadata)}`);
    options.metadata = mode;
  }
  return options;
}

function readFlags(args: string[]) {
  const text = { type: "string" } as const;
  try {
    return parseArgs({
      args,
      options: {
        hosts: text,
        seed: text,
        port: text,
        region: text,
        latency: text,
        "page-cap": text,
        quota: text,
        metadata: text,
        help: { type: "boolean" },
      },
    }).values;
  } catch (error) {
    // What follows the first sentence is about positional arguments, which there are none of.
    throw new Error((error as Error).message.split(/\.\s/, 1)[0], { cause: error });
  }
}
