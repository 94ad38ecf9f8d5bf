import { iamKeys, type IamKeysOptions } from "./iamKeys.js";
import type { Renewable } from "./renewable.js";
import type { AccessKeys } from "./signRequest.js";

const LIFETIME_SECONDS = 3600;

/**
 * Temporary keys in exchange for a token. Unlike the token, they have no scope.
 * @param options with an authorizer that adds the token
 */
export function tokenKeys(options: IamKeysOptions): Renewable<AccessKeys> {
  const identity = { methods: ["token"], token: { duration_seconds: LIFETIME_SECONDS } };
  return iamKeys(identity, { purpose: "to get temporary keys for the token" }, options);
}
