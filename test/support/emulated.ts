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

/** What no output may ever hold. */
export const SECRETS = [
  "emulated-token",
  "emulated-secret-key",
  "EMULATEDACCESSKEY",
  "emulated-security-token",
  "emulated-password",
];
