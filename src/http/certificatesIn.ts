import { X509Certificate } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { ConfigError } from "../errors/configError.js";
import { codeOf } from "./codeOf.js";

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^]*?-----END CERTIFICATE-----/g;

/**
 * The certificates in a PEM file, each as PEM. Throws a ConfigError when there are none.
 * @param setting the configuration key or environment variable that names the file
 */
export function certificatesIn(path: string, setting: string): readonly string[] {
  const refuse = (problem: string) =>
    new ConfigError(
      setting,
      `The file in ${setting} ${problem}.`,
      `Set ${setting} to a file with the certificate of your certificate authority, in PEM format.`,
      [["file", path]],
    );
  let text: string;
  try {
    // To read a pipe could take forever.
    if (!statSync(path).isFile()) throw refuse("is not a regular file");
    text = readFileSync(path, "latin1");
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw refuse(codeOf(error) === "ENOENT" ? "does not exist" : `cannot be read (${codeOf(error)})`);
  }
  const certificates = text.match(CERTIFICATE) ?? [];
  if (certificates.length === 0) throw refuse("contains no certificate in PEM format");
  try {
    return certificates.map((certificate) => new X509Certificate(certificate).toString());
  } catch {
    throw refuse("contains a certificate that cannot be read");
  }
}
