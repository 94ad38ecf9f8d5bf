import { homedir } from "node:os";
import { createContext } from "./provider/createContext.js";
import { describeError } from "./errors/describeError.js";
import { systemClock } from "./async/clock.js";
import { Redactor } from "./http/redactor.js";
import { hssPackage } from "./provider/hssPackage.js";
import { EngineLog } from "./plugin/engineLog.js";
import { servePlugin } from "./plugin/servePlugin.js";
import { ProviderService } from "./plugin/providerService.js";
import { watchEngine } from "./plugin/watchEngine.js";

/** For cancelled calls to tell their clients so. */
const GRACE_MS = 1000;

const { env } = process;
const redactor = new Redactor();
const log = new EngineLog((message) => redactor.redact(message));

const inWords = (error: unknown) => redactor.redact(describeError(error));

/** The HTTP stack takes a third of the time to start, and is not needed before the provider is configured. */
const loadDispatcher = () => import("./http/createDispatcher.js");

const service = new ProviderService(hssPackage, {
  env,
  log,
  createContext: async (configured) => {
    const { createDispatcher } = await loadDispatcher();
    return createContext(configured, {
      createDispatcher: (options) => createDispatcher({ ...options, env }),
      redactor,
      clock: systemClock,
      random: Math.random,
      homeDirectory: homedir(),
      metadataAddress: env.HW_METADATA_ENDPOINT,
      warn: (message) => {
        log.warn(message);
      },
    });
  },
});

// The engine passes its address, and may add flags for its own logging.
const engineAddress = process.argv.slice(2).find((argument) => !argument.startsWith("-"));
if (engineAddress !== undefined) log.attach(engineAddress);

void servePlugin(service, inWords).then(({ port, close }) => {
  const stop = () => {
    service.cancel();
    void close().then(end);
    setTimeout(end, GRACE_MS);
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
  if (engineAddress !== undefined) watchEngine(engineAddress, stop);
  // The engine reads the port from the first line, so nothing else may be printed before it.
  process.stdout.write(`${port}\n`);
  // Loads while the engine connects.
  void loadDispatcher();
});

function end(): void {
  // Before Node exits, it waits for its threads. One that opens a named pipe or looks up a host may hang.
  const mayHang = process.getActiveResourcesInfo().some((resource) => /^(FSReq|GetAddrInfo)/.test(resource));
  if (mayHang) process.kill(process.pid, "SIGKILL");
  process.exit(0);
}
