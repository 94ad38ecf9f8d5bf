import { parseArgs } from "node:util";
import type { EmulatorOptions } from "./emulator.js";
import type { HostMatch, MetadataMode } from "./emulatorSettings.js";

export const USAGE = `Usage: huaweicloud-hss-emulator [options]

Emulates Huawei Cloud HSS, IAM, STS and the metadata service on a port of 127.0.0.1, with invented servers. It prints
the environment variables that a program needs to use it, and runs until you press Ctrl+C.

  --hosts N          rows in the list of servers (1200); one server in 50 has two addresses, and so two rows
  --seed N           the same seed gives the same servers (1)
  --port N           port to listen on (a free port)
  --region NAME      name of the region and of its project (cn-north-4)
  --latency MS       how long each answer takes, in milliseconds (0)
  --page-cap N       send at most N rows in a page, even when the request asks for more (200)
  --host-match HOW   how image_name, image_version and host_name match in the lists of servers and containers: exact, or
                     part for any part of the text (exact)
  --cve-match HOW    how cve_id and vul_id match in the list of vulnerabilities: exact, or part (exact)
  --quota N/Ss       allow N requests to HSS in S seconds, for example 5/60s (no quota)
  --metadata MODE    metadata service of an ECS server (v2):
                       v2       needs a session token
                       v1       needs no session token
                       none     answers 404
                       hanging  never answers
  --help             print this text

The emulator checks requests as HSS documents them. There is no option to turn these checks off: limit is from 10 to 200;
offset is from 0 to 100000, or to 2000000 in the lists of images and vulnerabilities.
`;

const METADATA_MODES: readonly MetadataMode[] = ["v2", "v1", "none", "hanging"];
const HOST_MATCHES: readonly HostMatch[] = ["exact", "part"];

/** Reads the command line. Undefined means --help. Throws an error whose message is one line for the user. */
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
  const oneOf = <Value extends string>(flag: "host-match" | "cve-match" | "metadata", known: readonly Value[]) => {
    const given = values[flag];
    const value = known.find((one) => one === given);
    if (given === undefined || value !== undefined) return value;
    throw new Error(`--${flag} must be one of ${known.join(", ")}, not ${JSON.stringify(given)}`);
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
  set("hostMatch", oneOf("host-match", HOST_MATCHES));
  set("cveMatch", oneOf("cve-match", HOST_MATCHES));
  set("metadata", oneOf("metadata", METADATA_MODES));
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
        "host-match": text,
        "cve-match": text,
        quota: text,
        metadata: text,
        help: { type: "boolean" },
      },
    }).values;
  } catch (error) {
    // The sentences after the first are about positional arguments, which this program does not have.
    throw new Error((error as Error).message.split(/\.\s/, 1)[0], { cause: error });
  }
}
