import { homedir } from "node:os";
import { createContext } from "./provider/createContext.js";
import { describeError } from "./errors/describeError.js";
import { systemClock } from "./async/clock.js";
import { Redactor } from "./http/redactor.js";
import { hssPackage } from "./provider/hssPackage.js";
import { EngineLog } from "./plugin/engineLog.js";
import { servePlugin } from "./plugin/servePlugin.js";
import { ProviderService } from "./plugin/providerService.js";

const { env } = process;
const redactor = new Redactor();
const log = new EngineLog((message) => redactor.redact(message));

const inWords = (error: unknown) => redactor.redact(describeError(error));

/** The HTTP stack takes a third of the time to start, and is not needed before the provider is configured. */
const loadDispatcher = () => import("./http/createDispatcher.js");

const service = new ProviderService(hssPackage, {
  env,
  log,
  describeError: inWords,
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

const stop = (close: () => Promise<void>) => () => {
  service.cancel();
  void close().then(() => {
    // process.exit would wait for a file whose reading does not end.
    if (process.getActiveResourcesInfo().includes("FSReqPromise")) process.kill(process.pid, "SIGKILL");
    process.exit(0);
  });
};

void servePlugin(service, inWords).then(({ port, close }) => {
  process.on("SIGTERM", stop(close));
  process.on("SIGINT", stop(close));
  // The engine reads the port from the first line, so nothing else may be printed before it.
  process.stdout.write(`${port}\n`);
  // Loads while the engine connects.
  void loadDispatcher();
});
