// A provider that scans nothing: it answers every Invoke with bytes that stand ready in a file.
import { readFileSync } from "node:fs";
import { hssPackage } from "../../src/provider/hssPackage.js";
import { EngineLog } from "../../src/plugin/engineLog.js";
import { servePlugin } from "../../src/plugin/servePlugin.js";
import { ProviderService } from "../../src/plugin/providerService.js";

const answer = readFileSync(process.env.READY_MADE_ANSWER ?? "");

class ReadyMade extends ProviderService<never, typeof hssPackage.configuration> {
  override handlers() {
    return { ...super.handlers(), invoke: () => Promise.resolve([answer]) };
  }
}

const service = new ReadyMade(hssPackage, {
  env: process.env,
  log: new EngineLog(),
  createContext: () => Promise.resolve({} as never),
});
void servePlugin(service as never, String).then(({ port }) => process.stdout.write(`${port}\n`));
