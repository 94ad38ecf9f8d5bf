import type { EmulatorSettings } from "../emulatorSettings.js";
import type { Exchange } from "./exchange.js";
import type { Reply } from "./reply.js";

/** A request on its way to the operation that answers it. */
export interface Call {
  exchange: Exchange;
  settings: EmulatorSettings;
  /** The server's clock, in milliseconds since 1970. */
  nowMs: number;
}

/** Answers one method and path; undefined leaves the caller waiting for ever. */
export type Operation = (call: Call) => Reply | undefined;
