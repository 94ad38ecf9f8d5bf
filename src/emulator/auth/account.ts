import { SECOND_ENTERPRISE_PROJECT } from "../hss/fleet.js";

/** Somebody who may ask, with all the ways to prove it. */
export interface Account {
  userId: string;
  userName: string;
  password: string;
  domainName: string;
  domainId: string;
  accessKey: string;
  secretKey: string;
  /** Set for temporary access keys only, which are refused without it. */
  securityToken?: string;
  /** When the access keys end, in milliseconds since 1970; never, when absent. */
  keysExpireAt?: number;
  /** The tokens given out, each with its end in milliseconds since 1970. IAM adds to them; delete one to void it early. */
  tokens: Map<string, number>;
  /** Agencies through which others, and the metadata service, act as this account. */
  agencies: readonly string[];
  /** Enterprise projects that may be read. Only "all" may ask for `all_granted_eps`. */
  enterpriseProjects: "all" | readonly string[];
}

/** The emulator's own users. The values are public: they open nothing but an emulator. */
export function defaultAccounts(): Account[] {
  const domain = { domainName: "emulated-domain", domainId: "d0a11c0ffee0000000000000000000d1" };
  return [
    {
      ...domain,
      userId: "a0d170000000000000000000000000u1",
      userName: "auditor",
      password: "emulated-password",
      accessKey: "EMULATEDACCESSKEY001",
      secretKey: "emulated-secret-key-0000000000000000001",
      tokens: new Map([["emulated-token", Infinity]]),
      agencies: ["emulated-agency"],
      enterpriseProjects: "all",
    },
    {
      ...domain,
      userId: "a0d170000000000000000000000000u2",
      userName: "team-member",
      password: "emulated-team-password",
      accessKey: "EMULATEDACCESSKEY002",
      secretKey: "emulated-secret-key-0000000000000000002",
      tokens: new Map([["emulated-team-token", Infinity]]),
      agencies: [],
      enterpriseProjects: [SECOND_ENTERPRISE_PROJECT],
    },
    {
      ...domain,
      userId: "a0d170000000000000000000000000u3",
      userName: "temporary",
      password: "emulated-temporary-password",
      accessKey: "EMULATEDACCESSKEY003",
      secretKey: "emulated-secret-key-0000000000000000003",
      securityToken: "emulated-security-token",
      tokens: new Map(),
      agencies: [],
      enterpriseProjects: "all",
    },
  ];
}
