import type { Retry } from "../errors/hssError.js";

/** Codes whose statuses do not tell whether another attempt may help. */
const BY_CODE: Readonly<Record<string, Retry>> = {
  "APIGW.0308": "paced",
  "APIG.0308": "paced",
  // HSS could not query its hosts; it says so with HTTP 400.
  "HSS.1008": "briefly",
};

/** For all other codes. Every other status is final. */
const BY_STATUS: Readonly<Record<number, Retry>> = {
  408: "patiently",
  425: "patiently",
  429: "paced",
  500: "patiently",
  502: "patiently",
  503: "patiently",
  504: "patiently",
  507: "patiently",
  508: "patiently",
  // From proxies and content networks: the service behind them answered late, badly or not at all.
  520: "patiently",
  521: "patiently",
  522: "patiently",
  523: "patiently",
  524: "patiently",
};

export function retryOf(statusCode: number, errorCode: string): Retry {
  return BY_CODE[errorCode] ?? BY_STATUS[statusCode] ?? "never";
}
