/** A user of the emulator, with all credentials. */
export interface Account {
  userId: string;
  userName: string;
  password: string;
  domainName: string;
  domainId: string;
  accessKey: string;
  secretKey: string;
  /** Temporary access keys have one, and are refused without it. */
  securityToken?: string;
  /** When the access keys expire, in milliseconds since 1970. Absent: never. */
  keysExpireAt?: number;
  /** Each token with the time when it expires, in milliseconds since 1970. Delete one to revoke it. */
  tokens: Map<string, number>;
  /** Agencies that let others, and the metadata service, act as this account. */
  agencies: readonly string[];
  /** Trust agencies, which STS alone knows: they let those act as this account whom their trust policy admits. */
  trustAgencies: readonly TrustAgency[];
  /** Enterprise projects that may be read. Only "all" may ask for `all_granted_eps`. */
  enterpriseProjects: "all" | readonly string[];
}

export interface TrustAgency {
  name: string;
  /** What a caller must say; absent when nothing is asked for. */
  externalId?: string;
  /** The URN of the identity provider whose users alone may take it on; absent for callers with access keys. */
  provider?: string;
  /** The longest time in seconds that its keys may be valid. */
  longestSeconds: number;
}
