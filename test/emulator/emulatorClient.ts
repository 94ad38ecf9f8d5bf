import { AKSKSigner } from "@huaweicloud/huaweicloud-sdk-core/auth/AKSKSigner.js";
import { request } from "undici";
import { EMULATED_PROJECT_ID, type Emulator } from "../../src/emulator/emulator.js";

export const HOSTS = `/v5/${EMULATED_PROJECT_ID}/image/local/hosts`;
export const TOKEN = { "x-auth-token": "emulated-token", region: "cn-north-4" };
export const KEYS = { ak: "EMULATEDACCESSKEY001", sk: "emulated-secret-key-0000000000000000001" };

export type Headers = Record<string, string>;

export interface Answer {
  status: number;
  headers: Record<string, unknown>;
  text: string;
  /** The text as JSON, and {} when it is none. */
  body: {
    total_num?: number;
    data_list?: Record<string, unknown>[];
    error_code?: string;
    error_msg?: string;
    request_id?: string;
    error?: { code: number; message: string };
    [other: string]: unknown;
  };
}

export interface Sent {
  method?: "GET" | "POST" | "PUT";
  headers?: Headers;
  body?: unknown;
}

/** Asks over a real socket. The target is sent as it is. */
export async function ask(emulator: Emulator, target: string, sent: Sent = {}): Promise<Answer> {
  const { method = "GET", headers = TOKEN, body } = sent;
  const answer = await request(emulator.url + target, {
    method,
    headers,
    body: typeof body === "string" || body === undefined ? (body ?? null) : JSON.stringify(body),
  });
  const text = await answer.body.text();
  const isJson = String(answer.headers["content-type"]).startsWith("application/json");
  return {
    status: answer.statusCode,
    headers: answer.headers,
    text,
    body: isJson ? (JSON.parse(text) as Answer["body"]) : {},
  };
}

export function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

export function queryOf(params: Record<string, string>): string {
  return Object.entries(params)
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .join("&");
}

export interface ToSign {
  method?: string;
  path?: string;
  params?: Record<string, string>;
  headers?: Headers;
  data?: unknown;
  keys?: { ak: string; sk: string };
  at?: Date;
}

/** The headers of a request signed by the vendor's own code. */
export function signed(emulator: Emulator, toSign: ToSign = {}): Headers {
  const { method = "GET", path = HOSTS, params = {}, headers, data, keys = KEYS, at = new Date() } = toSign;
  const theirs = {
    endpoint: emulator.url + path,
    method,
    headers: { region: "cn-north-4", ...headers, "X-Sdk-Date": at.toISOString().replace(/[-:]|\.\d+/g, "") },
    queryParams: params,
    data,
  };
  const credential = { getAk: () => keys.ak, getSk: () => keys.sk };
  return AKSKSigner.sign(theirs, credential as never);
}
