import * as tls from "node:tls";
import { certificatesIn } from "./certificatesIn.js";

/**
 * Trusts certificates in addition to those that Node trusts by default, which the option "ca" of a connection would replace.
 * @param extraFile NODE_EXTRA_CA_CERTS
 */
export function trustAlso(certificates: readonly string[], extraFile: string | undefined): tls.SecureContext {
  return tls.createSecureContext({ ca: [...defaultCertificates(extraFile), ...certificates] });
}

function defaultCertificates(extraFile: string | undefined): readonly string[] {
  // Since Node 22.15.
  const { getCACertificates } = tls as { getCACertificates?: (type: "default") => string[] };
  if (getCACertificates) return getCACertificates("default");
  try {
    return extraFile
      ? [...tls.rootCertificates, ...certificatesIn(extraFile, "NODE_EXTRA_CA_CERTS")]
      : tls.rootCertificates;
  } catch {
    // Node has warned of it.
    return tls.rootCertificates;
  }
}
