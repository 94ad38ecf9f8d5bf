import { AuthError } from "../errors/authError.js";
import type { Agency } from "./agency.js";

/** An agency whose keys come from STS. */
export type StsAgency = Agency & { domain: { id: string } };

export function isStsAgency(agency: Agency): agency is StsAgency {
  return "id" in agency.domain;
}

/** Checks that STS can give keys of the agency for a token of an identity provider. */
export function oidcAgency(agency: Agency): StsAgency {
  if (!isStsAgency(agency)) {
    throw new AuthError(
      "idpId is the URN of an identity provider, but the account of the agency is given by its name.",
      "Set the ID of the account, which STS needs.",
    );
  }
  if (agency.externalId !== undefined) {
    throw new AuthError(
      "STS supports no external ID when an agency is assumed with a token of an identity provider.",
      "Remove the external ID. The trust policy of the agency can check the subject of the token instead.",
    );
  }
  return agency;
}
