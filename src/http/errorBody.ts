/** What the body of an error says; "" for what it does not. */
export interface ErrorBody {
  /** Huawei Cloud's code, for example `HSS.0013`. */
  code: string;
  message: string;
  requestId: string;
}

/** The names that the services have for each part. */
const CODES = ["error_code", "errorCode", "errcode", "code"];
const MESSAGES = ["error_msg", "errorMsg", "error_message", "errorMessage", "errmsg", "message", "error_description"];
const REQUEST_IDS = ["request_id", "requestId", "requestID", "RequestId"];

/** More levels than any known form has. */
const DEEPEST = 4;
/** An error has few objects; an answer of another kind may have a hundred thousand. */
const MOST_PLACES = 100;

/**
 * Reads a parsed body. Known forms are `{error_code, error_msg, request_id}` with or without underscores, `{code, message}`,
 * either of them in `{error: {…}}`, `{errors: […]}` or OpenStack's `{itemNotFound: {…}}`, and `{error: "…"}`.
 */
export function errorBody(body: unknown): ErrorBody {
  const places: Record<string, unknown>[] = [];
  for (const place of placesIn(body, DEEPEST)) if (places.push(place) === MOST_PLACES) break;
  const first = (names: readonly string[]) =>
    places.flatMap((place) => names.map((name) => scalar(place[name]))).find((value) => value !== "") ?? "";
  const message = first(MESSAGES) || first(["error", "title", "type", "reason"]);
  return { code: first(CODES), message, requestId: first(REQUEST_IDS) };
}

/**
 * Whether an answer with HTTP 2xx is an error all the same: it has a code of an error, such as `{"error_code": "HSS.0010"}`.
 * Codes of nothing but zeros mean success, as does `CBC.0000`.
 */
export function saysError(body: unknown): boolean {
  const { error_code, errorCode, error } = record(body);
  const { error_code: innerCode, code } = record(error);
  return [error_code, errorCode, innerCode, code].map(scalar).some((value) => !/^([A-Za-z]+\.)?0*$/.test(value));
}

/** The body, and the objects in it, from the outside to the inside. */
function* placesIn(value: unknown, levels: number): Generator<Record<string, unknown>> {
  if (levels === 0) return;
  if (!Array.isArray(value)) yield record(value);
  for (const inner of Object.values(record(value)))
    if (typeof inner === "object" && inner !== null) yield* placesIn(inner, levels - 1);
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function scalar(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
