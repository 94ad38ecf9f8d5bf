import type { Retry } from "../errors/hssError.js";

/** What may be cured by asking again, by Huawei Cloud's error code; these come with statuses that say otherwise. */
const BY_CODE: Readonly<Record<string, Retry>> = {
  "APIGW.0308": "paced",
  "APIG.0308": "paced",
  // HSS could not query its hosts; it says so with HTTP 400.
  "HSS.1008": "briefly",
};

/** The same by HTTP status, for codes that the table above does not have. Whatever is in neither is final. */
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
  // Of proxies and content networks: no answer, a late one or a broken one from the service behind them.
  520: "patiently",
  521: "patiently",
  522: "patiently",
  523: "patiently",
  524: "patiently",
};

export function retryOf(statusCode: number, errorCode: string): Retry {
  return BY_CODE[errorCode] ?? BY_STATUS[statusCode] ?? "never";
}
