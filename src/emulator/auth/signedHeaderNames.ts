/** The names in an AK/SK `Authorization` header of the headers that it signs. */
export function signedHeaderNames(authorization: string | undefined): string[] {
  return /SignedHeaders=([^,]+)/.exec(authorization ?? "")?.[1]?.split(";") ?? [];
}
