import type { Emulator } from "../../src/emulator/emulator.js";
import { EMULATED_PROJECT_ID, EMULATED_REGION } from "../../src/emulator/emulator.js";

/** The emulator's first user, in the provider's configuration. No retries wait, unless a test wants them. */
export function emulated(emulator: Emulator, more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    region: EMULATED_REGION,
    projectId: EMULATED_PROJECT_ID,
    token: "emulated-token",
    endpoint: emulator.url,
    iamEndpoint: emulator.url,
    enterpriseProjectId: "all_granted_eps",
    maxRetries: 0,
    ...more,
  };
}

/** The same as environment variables. */
export function emulatedEnvironment(emulator: Emulator): Record<string, string> {
  return {
    HW_REGION_NAME: EMULATED_REGION,
    HW_PROJECT_ID: EMULATED_PROJECT_ID,
    HW_AUTH_TOKEN: "emulated-token",
    HW_HSS_ENDPOINT: emulator.url,
    HW_ENTERPRISE_PROJECT_ID: "all_granted_eps",
  };
}

/** Secrets that no output may contain. */
export const SECRETS = [
  "emulated-token",
  "emulated-secret-key",
  "EMULATEDACCESSKEY",
  "emulated-security-token",
  "emulated-password",
];

/** A secret in plain text, and in base64 with other text around it: the secret may begin at any position in a group of three bytes. */
export function disguises(secret: string): string[] {
  const encoded = [0, 1, 2].map((before) => {
    const text = Buffer.from("\0".repeat(before) + secret).toString("base64");
    // The first and last characters also contain bits of the text around the secret.
    return text.replace(/=+$/, "").slice(before === 0 ? 0 : before + 1, -1);
  });
  return [secret, ...encoded];
}
