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
  /** Agencies through which others, and the metadata service, can act as this account. */
  agencies: readonly string[];
  /** Enterprise projects that may be read. Only "all" may ask for `all_granted_eps`. */
  enterpriseProjects: "all" | readonly string[];
}
