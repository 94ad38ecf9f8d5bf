/** An identity provider with OpenID Connect (OIDC), whose tokens Huawei Cloud accepts instead of credentials. */
export interface IdentityProvider {
  /** Its ID for IAM, or its URN for STS. */
  id: string;
  idToken: IdTokenRef;
}

/** A token as it is, or a file that holds it. */
export type IdTokenRef = { value: string } | { file: string };

/** Whether to send the tokens of this provider to STS, which gives keys of a trust agency. IAM gives the keys otherwise. */
export function isOfSts({ id }: IdentityProvider): boolean {
  return id.includes(":");
}
