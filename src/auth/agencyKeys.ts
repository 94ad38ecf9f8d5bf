import type { Agency } from "./agency.js";
import { iamKeys, type IamKeysOptions } from "./iamKeys.js";
import type { Renewable } from "./renewable.js";
import type { AccessKeys } from "./signRequest.js";

const LIFETIME_SECONDS = 3600;

export interface AgencyKeysOptions extends IamKeysOptions {
  /** The place of the agency among several, from 1 on. */
  step: number;
}

/** Keys of IAM to act through an agency, by default for an hour at a time. */
export function agencyKeys(
  { name, domain, durationSeconds }: Agency,
  { step, ...options }: AgencyKeysOptions,
): Renewable<AccessKeys> {
  const account = "id" in domain ? { domain_id: domain.id } : { domain_name: domain.name };
  const role = { agency_name: name, ...account, duration_seconds: durationSeconds ?? LIFETIME_SECONDS };
  const identity = { methods: ["assume_role"], assume_role: role };
  return iamKeys(identity, { purpose: `to assume the agency "${name}"`, step }, options);
}
