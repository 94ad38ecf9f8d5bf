import type { Detail } from "../errors/errorText.js";

/** One request, before it is authorized. */
export interface HttpRequest {
  method: "GET" | "POST" | "PUT";
  /** Scheme, host and port, e.g. `https://hss.cn-north-4.myhuaweicloud.com`. */
  origin: string;
  /** Encoded path, beginning with "/". */
  path: string;
  /** Raw names and values; encoded by `encodeQuery` and nowhere else. */
  query: readonly (readonly [name: string, value: string])[];
  headers: Readonly<Record<string, string>>;
  body?: string;
  /** The project that the request is about, which AK/SK signatures name in `X-Project-Id`; absent for IAM. */
  projectId?: string;
  /** What the request is for, for error messages, e.g. `to get a token`; "" when the path says enough. */
  purpose: string;
  /** The page of a list that is asked for, for error messages, e.g. `offset 199`. */
  page?: string;
  /** Set if the answer contains secrets. Then no error quotes it, even if its form is unknown. */
  confidential?: boolean;
}

/** Encodes as in RFC 3986, where only letters, digits and `-._~` stay as they are. The server and AK/SK signatures expect this. */
export function encodeComponent(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

export function encodeQuery(query: HttpRequest["query"]): string {
  return query.map(([name, value]) => `${encodeComponent(name)}=${encodeComponent(value)}`).join("&");
}

/** The request as details of an error message, without the filters, which may be long. */
export function describeRequest({ method, origin, path, purpose, page }: HttpRequest): readonly Detail[] {
  return [
    ["request", `${method} ${origin}${path}`],
    ["purpose", purpose],
    ["page", page],
  ];
}
