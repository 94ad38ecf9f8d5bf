import { randomBytes } from "node:crypto";
import type { Account } from "../auth/account.js";
import { iamTime } from "./iamTime.js";

/** Temporary access keys in the form of IAM and of the metadata service. */
export interface TemporaryKeys {
  credential: { access: string; secret: string; securitytoken: string; expires_at: string };
}

/** The same as an account has them. */
export interface IssuedKeys {
  accessKey: string;
  secretKey: string;
  securityToken: string;
}

/** Creates temporary keys of an account, and adds them to the accounts. They are as long as the documents say. */
export function issueKeys(accounts: Account[], owner: Account, expireAt: number): IssuedKeys {
  const issued = {
    accessKey: `EMULATEDTMP${randomBytes(5).toString("hex").slice(1).toUpperCase()}`,
    secretKey: `emulated-secret-key-${randomBytes(10).toString("hex")}`,
    securityToken: `emulated-security-token-${randomBytes(100).toString("hex")}`,
  };
  // Another user name and ID, so that the owner's password does not log in as this account.
  const user = { userName: issued.accessKey, userId: issued.accessKey };
  accounts.push({
    ...owner,
    ...issued,
    ...user,
    keysExpireAt: expireAt,
    tokens: new Map(),
    agencies: [],
    trustAgencies: [],
  });
  return issued;
}

/** Creates such keys, in the form of IAM. */
export function temporaryKeys(accounts: Account[], owner: Account, expireAt: number): TemporaryKeys {
  const { accessKey, secretKey, securityToken } = issueKeys(accounts, owner, expireAt);
  return {
    credential: { access: accessKey, secret: secretKey, securitytoken: securityToken, expires_at: iamTime(expireAt) },
  };
}
