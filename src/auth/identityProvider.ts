/** An identity provider with OpenID Connect (OIDC), whose tokens Huawei Cloud takes in place of credentials. */
export interface IdentityProvider {
  /** Its ID in IAM, or its URN, which STS takes. */
  id: string;
  idToken: IdTokenRef;
}

/** A token as it is, or a file that holds it. */
export type IdTokenRef = { value: string } | { file: string };

/** Whether STS takes the tokens of this provider, for a trust agency; IAM does otherwise. */
export function isOfSts({ id }: IdentityProvider): boolean {
  return id.includes(":");
}
