import assert from "node:assert/strict";
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { PYTHON } from "../support/available.js";
import { emulated } from "../support/emulated.js";
import { homeFolder } from "../support/homeFolder.js";
import { ProviderProcess } from "../support/providerProcess.js";

/** Holds a lease on a file: whoever opens it waits until the system takes the lease away, after 45 seconds. */
const HOLD = `
import fcntl, os, signal, sys
signal.signal(signal.SIGIO, signal.SIG_IGN)
fcntl.fcntl(os.open(sys.argv[1], os.O_RDWR), fcntl.F_SETLEASE, fcntl.F_WRLCK)
print("held", flush=True)
sys.stdin.read()
`;

(process.platform === "linux" ? describe : describe.skip)("the executable and files that do not answer", () => {
  let emulator: Emulator;
  let home: Awaited<ReturnType<typeof homeFolder>>;
  let holder: ChildProcess | undefined;
  let plugin: ProviderProcess | undefined;

  before(async () => {
    emulator = await startEmulator({ hosts: 3 });
  });
  beforeEach(async () => {
    home = await homeFolder({ leased: "{}" });
    execFileSync("mkfifo", [join(home.path, "fifo")]);
  });
  afterEach(async () => {
    holder?.kill("SIGKILL");
    plugin?.child.kill("SIGKILL");
    plugin?.client.close();
    await home.remove();
  });
  after(() => emulator.close());

  const started = (variable: string, name: string) => {
    const { token, ...configuration } = emulated(emulator);
    assert.ok(token);
    return ProviderProcess.configured(configuration, { HOME: home.path, [variable]: join(home.path, name) });
  };
  /** Long before the system would take the lease away. */
  const ended = ({ child }: ProviderProcess) => {
    const exited = once(child, "exit", { signal: AbortSignal.timeout(10_000) });
    child.kill("SIGTERM");
    return exited;
  };
  const hold = async () => {
    holder = spawn("python3", ["-c", HOLD, join(home.path, "leased")], { stdio: ["pipe", "pipe", "inherit"] });
    assert.ok(holder.stdout);
    const [said] = (await once(holder.stdout, "data")) as [Buffer];
    assert.equal(said.toString().trim(), "held");
  };

  for (const [variable, what] of [
    ["HW_SHARED_CONFIG_FILE", "hcloud profile in"],
    ["HUAWEICLOUD_SDK_CREDENTIALS_FILE", "credentials file"],
  ] as const) {
    it(`refuses a named pipe in ${variable}, and ends when it is told to`, async () => {
      plugin = await started(variable, "fifo");
      const { message } = await plugin.failing("getIdentity");
      assert.match(
        message,
        new RegExp(`^The ${what} \\S+/fifo is not a regular file\\.\\nMake it a file that this user may read`),
      );
      await ended(plugin);
      assert.equal(plugin.child.exitCode, 0);
    });

    (PYTHON ? it : it.skip)(
      `gives up on a file in ${variable} that does not answer, and ends when it is told to`,
      async () => {
        await hold();
        plugin = await started(variable, "leased");
        const { message } = await plugin.failing("getIdentity");
        assert.match(message, new RegExp(`^The ${what} \\S+/leased did not answer within 3 s\\.\\n`));
        // The file is still being opened: there is no other way than to be killed.
        await ended(plugin);
        assert.equal(plugin.child.signalCode, "SIGKILL");
        assert.equal(holder?.exitCode, null);
      },
    );
  }
});
