import { writeFile } from "node:fs/promises";
import { createFleet } from "./hss/createFleet.js";
import { emulatedFleet } from "./hss/emulatedFleet.js";
import { recordedFleet } from "./hss/recordedFleet.js";
import { serversOf } from "./hss/serversOf.js";
import { DEFAULT_HOSTS, DEFAULT_SEED, startEmulator, type Emulator } from "./emulator.js";
import { parseCommandLine, USAGE } from "./parseCommandLine.js";
import { readFleetFile } from "./readFleetFile.js";

const BAD_COMMAND_LINE = 2;

async function main(): Promise<void> {
  let options;
  try {
    options = parseCommandLine(process.argv.slice(2));
  } catch (error) {
    fail(`${(error as Error).message} (see --help)`, BAD_COMMAND_LINE);
    return;
  }
  if (options === undefined) {
    process.stdout.write(USAGE);
    return;
  }
  const { fleetFile, writeFleet, ...given } = options;
  if (writeFleet !== undefined) {
    const { hosts = DEFAULT_HOSTS, seed = DEFAULT_SEED } = given;
    const fleet = recordedFleet({ fleet: createFleet(hosts, seed), images: [] });
    await writeFile(writeFleet, `${JSON.stringify(fleet, null, 2)}\n`);
    return;
  }
  const recorded = fleetFile === undefined ? undefined : await readFleetFile(fleetFile);
  const emulator = await startEmulator({ ...given, ...(recorded && emulatedFleet(recorded)) });
  // Before the output: the process that reads it may send a signal immediately.
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void emulator.close());
  process.stdout.write(greeting(emulator, recorded?.enterpriseProjectId));
}

function greeting(emulator: Emulator, enterpriseProjectId = "0"): string {
  const {
    fleet,
    url,
    region,
    projects: [project],
    accounts: [account],
  } = emulator;
  const [token] = account?.tokens.keys() ?? [];
  const environment = {
    HW_REGION_NAME: region,
    HW_PROJECT_ID: project?.id,
    // HSS takes 0 for a request that names none.
    ...(enterpriseProjectId !== "0" && { HW_ENTERPRISE_PROJECT_ID: enterpriseProjectId }),
    HW_AUTH_TOKEN: token,
    HW_HSS_ENDPOINT: url,
    HW_AUTH_URL: url,
    HUAWEICLOUD_SDK_STS_ENDPOINT: url,
  };
  const lines = Object.entries(environment).map(([name, value]) => `export ${name}=${value ?? ""}\n`);
  return `Emulating HSS, IAM and STS with ${serversOf(fleet).length} servers at ${url}\n\n${lines.join("")}`;
}

function fail(message: string, exitCode: number): void {
  process.stderr.write(`huaweicloud-hss-emulator: ${message}\n`);
  process.exitCode = exitCode;
}

main().catch((error: unknown) => {
  fail((error as Error).message, 1);
});
