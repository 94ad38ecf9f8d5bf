import { randomBytes } from "node:crypto";
import type { Account } from "../auth/account.js";
import { iamTime } from "./iamTime.js";

/** Temporary access keys as IAM and the metadata service answer them. */
export interface TemporaryKeys {
  credential: { access: string; secret: string; securitytoken: string; expires_at: string };
}

/** Makes keys that open the API as their owner would, and adds them to the accounts. */
export function temporaryKeys(accounts: Account[], owner: Account, expireAt: number): TemporaryKeys {
  const issued = {
    accessKey: `EMULATEDACCESSKEYT${randomBytes(8).toString("hex").toUpperCase()}`,
    secretKey: `emulated-secret-key-${randomBytes(20).toString("hex")}`,
    securityToken: `emulated-security-token-${randomBytes(100).toString("hex")}`,
  };
  // The name keeps the owner's password from logging in here.
  const userName = issued.accessKey;
  accounts.push({ ...owner, ...issued, userName, keysExpireAt: expireAt, tokens: new Map(), agencies: [] });
  return {
    credential: {
      access: issued.accessKey,
      secret: issued.secretKey,
      securitytoken: issued.securityToken,
      expires_at: iamTime(expireAt),
    },
  };
}
