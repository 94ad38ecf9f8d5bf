import { HssError, type Retry } from "./hssError.js";

/** No complete answer arrived: DNS, connection, TLS, time-out, or a body that broke off. */
export class NetworkError extends HssError {
  override readonly name = "NetworkError";
  override readonly retry: Retry;
  /** The system's or undici's code, e.g. `ECONNRESET`, `UND_ERR_CONNECT_TIMEOUT`; "" when there is none. */
  readonly code: string;

  constructor(where: string, problem: string, code: string, advice: string, retry: Retry, options?: ErrorOptions) {
    super(`${where} failed: ${problem}${code && ` (${code})`}. ${advice}`, options);
    this.code = code;
    this.retry = retry;
  }
}
