import type { Detail } from "../errors/errorText.js";
import { NetworkError } from "../errors/networkError.js";
import type { Retry } from "../errors/hssError.js";

interface Diagnosis {
  codes: RegExp;
  summary: string;
  advice: string;
  retry: Retry;
}

const DIAGNOSES: readonly Diagnosis[] = [
  {
    codes: /^(ENOTFOUND|EAI_NONAME)$/,
    summary: "The server's name was not found.",
    advice: "Check region, or set endpoint (iamEndpoint for IAM) to the right address.",
    retry: "briefly",
  },
  {
    codes: /^(ERR_TLS_|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|ERR_SSL_|EPROTO)/,
    summary: "The server's TLS certificate or protocol was not accepted.",
    advice: "Check endpoint. If a proxy inspects TLS, set NODE_EXTRA_CA_CERTS to the file with its CA certificate.",
    retry: "never",
  },
  {
    // The address is always valid, so only the credentials can put such characters into a header.
    codes: /^(UND_ERR_INVALID_ARG|ERR_INVALID_CHAR)$/,
    summary: "The request could not be sent: the credentials contain invalid characters.",
    advice:
      "Remove line breaks, and other characters that an HTTP header must not contain, from the token or the keys.",
    retry: "never",
  },
  {
    codes: /^ECONNREFUSED$/,
    summary: "The connection was refused.",
    advice: "Check endpoint, HTTPS_PROXY and NO_PROXY.",
    retry: "patiently",
  },
];

const ANY: Omit<Diagnosis, "codes"> = {
  summary: "The connection broke before the answer was complete.",
  advice: "Check the network and the proxy, then run again.",
  retry: "patiently",
};

/** Makes a NetworkError with advice from an error of undici or of Node's sockets. */
export function networkErrorFrom(where: readonly Detail[], cause: unknown): NetworkError {
  const code = codeOf(cause);
  const { summary, advice, retry } = DIAGNOSES.find(({ codes }) => codes.test(code)) ?? ANY;
  return new NetworkError({ where, summary, advice, code, retry }, { cause });
}

/** Node tries several addresses at once and then throws an AggregateError, whose first member has the code. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  if ("code" in error && typeof error.code === "string") return error.code;
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return codeOf(error.cause);
}
