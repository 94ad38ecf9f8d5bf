import type { Clock } from "../http/clock.js";
import type { HssClient } from "../hss/hssClient.js";

/** What the provider's configuration makes available to every function. */
export interface FunctionContext {
  hss: HssClient;
  clock: Clock;
}
