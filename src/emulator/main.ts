import { startEmulator, type EmulatorOptions } from "./emulator.js";
import { parseCommandLine, USAGE } from "./commandLine.js";

async function main(): Promise<void> {
  let options: EmulatorOptions | undefined;
  try {
    options = parseCommandLine(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`huaweicloud-hss-emulator: ${(error as Error).message}\nTry --help.\n`);
    process.exitCode = 2;
    return;
  }
  if (options === undefined) {
    process.stdout.write(USAGE);
    return;
  }
  const emulator = await startEmulator(options);
  const [account] = emulator.accounts;
  const [token] = account?.tokens ?? [];
  process.stdout.write(
    `Emulating HSS and IAM with ${emulator.fleet.length} servers at ${emulator.url}\n\n` +
      `export HW_REGION_NAME=${emulator.region}\n` +
      `export HW_PROJECT_ID=${emulator.projects[0]?.id ?? ""}\n` +
      `export HW_AUTH_TOKEN=${token ?? ""}\n` +
      `export HW_HSS_ENDPOINT=${emulator.url}\n` +
      `export HW_AUTH_URL=${emulator.url}\n`,
  );
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void emulator.close());
}

void main();
