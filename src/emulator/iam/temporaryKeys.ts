import { randomBytes } from "node:crypto";
import type { Account } from "../auth/account.js";
import { iamTime } from "./iamTime.js";

/** Temporary access keys in the form of IAM and of the metadata service. */
export interface TemporaryKeys {
  credential: { access: string; secret: string; securitytoken: string; expires_at: string };
}

/** Creates temporary keys of an account, and adds them to the accounts. */
export function temporaryKeys(accounts: Account[], owner: Account, expireAt: number): TemporaryKeys {
  const issued = {
    accessKey: `EMULATEDACCESSKEYT${randomBytes(8).toString("hex").toUpperCase()}`,
    secretKey: `emulated-secret-key-${randomBytes(20).toString("hex")}`,
    securityToken: `emulated-security-token-${randomBytes(100).toString("hex")}`,
  };
  // A different user name, so that the owner's password cannot log in to this account.
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
