import { configuration } from "../../src/provider/configuration.js";
import { createContext, type ContextDependencies } from "../../src/provider/createContext.js";
import type { Emulator } from "../../src/emulator/emulator.js";
import type { FunctionContext } from "../../src/functions/functionContext.js";
import { createDispatcher, type DispatcherOptions } from "../../src/http/createDispatcher.js";
import { Redactor } from "../../src/http/redactor.js";
import { resolveConfiguration } from "../../src/plugin/resolveConfiguration.js";
import { emulated } from "./emulated.js";
import { VirtualClock } from "./virtualClock.js";

export interface EmulatedContext extends FunctionContext {
  clock: VirtualClock;
  close(): Promise<void>;
}

/** The context of functions, in this process, over real sockets. Only waiting is simulated. */
export function emulatedContext(
  emulator: Emulator,
  given: Record<string, unknown> = {},
  env: Record<string, string> = {},
  proxies: DispatcherOptions["env"] = {},
  machine: Partial<Pick<ContextDependencies, "homeDirectory" | "metadataAddress">> = {},
): EmulatedContext {
  const clock = new VirtualClock(Date.now());
  const closing: (() => Promise<void>)[] = [];
  const configured = resolveConfiguration(configuration, emulated(emulator, given), env);
  const context = createContext(configured, {
    createDispatcher: (options) => {
      const dispatcher = createDispatcher({ ...options, env: proxies });
      closing.push(() => dispatcher.destroy());
      return dispatcher;
    },
    redactor: new Redactor(),
    clock,
    random: () => 1,
    homeDirectory: "/nonexistent",
    metadataAddress: "http://127.0.0.1:1",
    ...machine,
  });
  return {
    ...context,
    clock,
    close: async () => {
      await Promise.all(closing.map((close) => close()));
    },
  };
}
