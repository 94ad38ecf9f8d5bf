import type { Callers } from "../auth/callers.js";
import type { Clock } from "../async/clock.js";
import type { HttpClient } from "../http/httpClient.js";
import type { HssClient } from "../hss/hssClient.js";

/** What the provider's configuration makes available to every function. */
export interface FunctionContext {
  hss: HssClient;
  callers: Callers;
  http: HttpClient;
  clock: Clock;
  /** Timeout of one call in milliseconds, including retries and waiting. */
  callTimeoutMs: number;
}
