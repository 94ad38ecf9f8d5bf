import type { Dispatcher } from "undici";

/** Sends requests: what this package needs of undici's dispatchers. */
export interface Sender {
  request(options: Dispatcher.RequestOptions): Promise<SentAnswer>;
}

export interface SentAnswer {
  statusCode: number;
  /** By name in lower case. */
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: { arrayBuffer(): Promise<ArrayBuffer> };
}
