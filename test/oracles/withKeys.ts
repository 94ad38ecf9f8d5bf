import { defaultAccounts, type Account } from "../../src/emulator/auth/account.js";
import { EMULATED_PROJECT_ID, EMULATED_REGION } from "../../src/emulator/emulator.js";

/** The access keys of the emulator's first user. */
export const KEYS = defaultAccounts()[0] as Account;

/** The provider's configuration with these keys, and no enterprise project unless it is told one. */
export function withKeys(endpoint: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  const { accessKey, secretKey } = KEYS;
  return {
    region: EMULATED_REGION,
    projectId: EMULATED_PROJECT_ID,
    endpoint,
    iamEndpoint: endpoint,
    accessKey,
    secretKey,
    maxRetries: 0,
    ...more,
  };
}
