import type { EmulatorSettings } from "../emulatorSettings.js";
import type { ReceivedRequest } from "./exchange.js";
import type { Reply } from "./reply.js";

/** What an operation gets to answer a request. */
export interface Call {
  exchange: ReceivedRequest;
  settings: EmulatorSettings;
  /** The server's clock, in milliseconds since 1970. */
  nowMs: number;
}

/** Answers one method and path. Undefined sends no answer at all. */
export type Operation = (call: Call) => Reply | undefined;
