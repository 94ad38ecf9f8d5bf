import type { Detail } from "../errors/errorText.js";
import { NetworkError } from "../errors/networkError.js";
import type { Retry } from "../errors/hssError.js";
import { ProxyError } from "./proxyError.js";
import { retryOf } from "./retryOf.js";

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
    advice:
      "Check endpoint. If a proxy inspects TLS, or if the certificate comes from your own certificate authority, set caCertFile " +
      "to the file with the certificate of that authority.",
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
    codes: /^UND_ERR_SOCKS5_AUTH/,
    summary: "The proxy requires a login.",
    advice:
      "Put a valid user name and password into the address of the proxy in HTTPS_PROXY. Encode special characters in them, for " +
      'example "%" as "%25".',
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
  const proxyError = proxyErrorIn(cause);
  if (proxyError !== undefined) return fromProxy(where, proxyError, code, retry);
  return new NetworkError({ where, summary, advice, code, retry }, { cause });
}

function fromProxy(where: readonly Detail[], cause: ProxyError, code: string, retry: Retry): NetworkError {
  const { variable, statusCode } = cause;
  if (statusCode === undefined) {
    const summary = "The proxy cannot be reached.";
    const advice = `Check ${variable}, or add the server to NO_PROXY.`;
    return new NetworkError({ where, summary, advice, code, retry }, { cause });
  }
  const login = statusCode === 407;
  return new NetworkError(
    {
      where: [...where, ["proxy status", statusCode]],
      summary: login ? "The proxy requires a login." : "The proxy did not connect to the server.",
      advice: login
        ? `Put a valid user name and password into ${variable}: "http://user:password@proxy.example.com:8080". Encode special ` +
          'characters in them, for example "%" as "%25".'
        : `Check that the proxy in ${variable} may connect to the server, or add the server to NO_PROXY.`,
      code,
      retry: retryOf(statusCode, ""),
    },
    { cause },
  );
}

function proxyErrorIn(error: unknown): ProxyError | undefined {
  if (error instanceof ProxyError) return error;
  return error instanceof Error ? proxyErrorIn(error.cause) : undefined;
}

/** Node tries several addresses at once and then throws an AggregateError, whose first member has the code. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  if ("code" in error && typeof error.code === "string") return error.code;
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return codeOf(error.cause);
}
