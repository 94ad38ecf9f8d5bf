import { AuthError } from "../errors/authError.js";
import type { Agency } from "./agency.js";

/** An agency that STS gives keys for: it goes by the ID of the account. */
export type StsAgency = Agency & { domain: { id: string } };

export function isStsAgency(agency: Agency): agency is StsAgency {
  return "id" in agency.domain;
}

/** The agency, for a token of an identity provider that STS takes. */
export function oidcAgency(agency: Agency): StsAgency {
  if (!isStsAgency(agency)) {
    throw new AuthError(
      "idpId is the URN of an identity provider, but the account of the agency is given by its name.",
      "Give the ID of the account: STS, which takes tokens of this provider, needs it.",
    );
  }
  if (agency.externalId !== undefined) {
    throw new AuthError(
      "An agency that is taken on with a token of an identity provider has no external ID.",
      "Leave the external ID out. The trust policy of the agency can check the token's subject instead.",
    );
  }
  return agency;
}
