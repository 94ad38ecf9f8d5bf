/** An identity provider with OpenID Connect (OIDC), as an account has set it up. */
export interface IdentityProvider {
  /** In IAM. */
  id: string;
  /** In STS. */
  urn: string;
  /** Tokens are accepted from this issuer, for this audience. */
  issuer: string;
  audience: string;
  /** The ID of the user whose rights the users of the provider have in IAM. */
  userId: string;
}

/** The one that the emulator's first user has set up. */
export function defaultIdentityProviders(): IdentityProvider[] {
  return [
    {
      id: "emulated-idp",
      urn: "iam::d0a11c0ffee0000000000000000000d1:oidcProvider:emulated-idp",
      issuer: "https://idp.example",
      audience: "emulated-audience",
      userId: "a0d170000000000000000000000000u1",
    },
  ];
}
