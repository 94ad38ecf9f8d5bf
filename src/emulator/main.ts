import { parseCommandLine, USAGE } from "./parseCommandLine.js";
import { serversOf } from "./hss/serversOf.js";
import { startEmulator, type Emulator } from "./emulator.js";

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
  const emulator = await startEmulator(options);
  // Before the output: the process that reads it may send a signal immediately.
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void emulator.close());
  process.stdout.write(greeting(emulator));
}

function greeting({ fleet, url, region, projects: [project], accounts: [account] }: Emulator): string {
  const [token] = account?.tokens.keys() ?? [];
  const environment = {
    HW_REGION_NAME: region,
    HW_PROJECT_ID: project?.id,
    HW_AUTH_TOKEN: token,
    HW_HSS_ENDPOINT: url,
    HW_AUTH_URL: url,
  };
  const lines = Object.entries(environment).map(([name, value]) => `export ${name}=${value ?? ""}\n`);
  return `Emulating HSS and IAM with ${serversOf(fleet).length} servers at ${url}\n\n${lines.join("")}`;
}

function fail(message: string, exitCode: number): void {
  process.stderr.write(`huaweicloud-hss-emulator: ${message}\n`);
  process.exitCode = exitCode;
}

main().catch((error: unknown) => {
  fail((error as Error).message, 1);
});
