import type { Account } from "../../src/emulator/auth/account.js";
import { defaultAccounts } from "../../src/emulator/auth/defaultAccounts.js";
import { EMULATED_PROJECT_ID, EMULATED_REGION } from "../../src/emulator/emulator.js";

/** The emulator's first user. */
export const KEYS = defaultAccounts()[0] as Account;

/** The provider's configuration for a server, without credentials and project. */
export function atServer(url: string): Record<string, unknown> {
  return { region: EMULATED_REGION, endpoint: url, iamEndpoint: url, stsEndpoint: url, maxRetries: 0 };
}

/** The same with the access keys of the emulator's first user, and with the project. */
export function withKeys(url: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  const { accessKey, secretKey } = KEYS;
  return { ...atServer(url), projectId: EMULATED_PROJECT_ID, accessKey, secretKey, ...more };
}
