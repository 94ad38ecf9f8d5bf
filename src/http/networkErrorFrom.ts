import { NetworkError } from "../errors/networkError.js";
import type { Retry } from "../errors/hssError.js";

interface Diagnosis {
  codes: RegExp;
  problem: string;
  advice: string;
  retry: Retry;
}

const DIAGNOSES: readonly Diagnosis[] = [
  {
    codes: /^(ENOTFOUND|EAI_NONAME)$/,
    problem: "the host name does not exist",
    advice: "Check the region's name, or set endpoint (iamEndpoint for IAM) to the right host.",
    retry: "briefly",
  },
  {
    codes: /^(ERR_TLS_|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|ERR_SSL_|EPROTO)/,
    problem: "the server's TLS certificate or protocol is not acceptable",
    advice: "Check the endpoint; behind an inspecting proxy give Node its CA with NODE_EXTRA_CA_CERTS.",
    retry: "never",
  },
  {
    // The name of a service is always in order: what else goes into a header is the credentials.
    codes: /^(UND_ERR_INVALID_ARG|ERR_INVALID_CHAR)$/,
    problem: "it cannot be sent",
    advice: "Check the token, or the keys, for line breaks and other characters that an HTTP header must not contain.",
    retry: "never",
  },
  {
    codes: /^ECONNREFUSED$/,
    problem: "the connection was refused",
    advice: "Check endpoint, HTTPS_PROXY and NO_PROXY.",
    retry: "patiently",
  },
];

const ANY: Omit<Diagnosis, "codes"> = {
  problem: "the connection broke before the answer was complete",
  advice: "Check the network and the proxy, then run again.",
  retry: "patiently",
};

/** Turns what undici or Node's sockets threw into a NetworkError that says what to do. */
export function networkErrorFrom(where: string, cause: unknown): NetworkError {
  const code = codeOf(cause);
  const { problem, advice, retry } = DIAGNOSES.find(({ codes }) => codes.test(code)) ?? ANY;
  return new NetworkError(where, problem, code, advice, retry, { cause });
}

/** Happy-eyeballs connections fail with an AggregateError, whose first member has the code. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  if ("code" in error && typeof error.code === "string") return error.code;
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return codeOf(error.cause);
}
