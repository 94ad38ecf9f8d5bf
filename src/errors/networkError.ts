import type { Detail } from "./errorText.js";
import { HssError, type Retry } from "./hssError.js";

export interface NetworkErrorFields {
  /** The request, as details of the message. */
  where: readonly Detail[];
  summary: string;
  advice: string;
  /** The code of the system or of undici, for example `ECONNRESET` or `UND_ERR_CONNECT_TIMEOUT`; "" when there is none. */
  code: string;
  retry: Retry;
}

/** No complete answer arrived, because of DNS, the connection, TLS, a timeout, or a body that broke off. */
export class NetworkError extends HssError {
  override readonly name = "NetworkError";
  override readonly retry: Retry;
  readonly code: string;

  constructor({ where, summary, advice, code, retry }: NetworkErrorFields, options?: ErrorOptions) {
    super({ summary, advice, details: [...where, ["code", code]] }, options);
    this.code = code;
    this.retry = retry;
  }
}
