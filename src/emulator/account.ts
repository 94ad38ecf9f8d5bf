import { SECOND_ENTERPRISE_PROJECT } from "./fleet.js";

/** Somebody who may ask, with all the ways to prove it. */
export interface Account {
  userName: string;
  password: string;
  domainName: string;
  domainId: string;
  accessKey: string;
  secretKey: string;
  /** Set for temporary access keys only, which are refused without it. */
  securityToken?: string;
  /** Tokens that are valid now. IAM adds to them. */
  tokens: Set<string>;
  /** Enterprise projects that may be read. */
  enterpriseProjects: "all" | readonly string[];
}

/** The emulator's own users. The values are public: they open nothing but an emulator. */
export function defaultAccounts(): Account[] {
  const domain = { domainName: "emulated-domain", domainId: "d0a11c0ffee0000000000000000000d1" };
  return [
    {
      ...domain,
      userName: "auditor",
      password: "emulated-password",
      accessKey: "EMULATEDACCESSKEY001",
      secretKey: "emulated-secret-key-0000000000000000001",
      tokens: new Set(["emulated-token"]),
      enterpriseProjects: "all",
    },
    {
      ...domain,
      userName: "team-member",
      password: "emulated-team-password",
      accessKey: "EMULATEDACCESSKEY002",
      secretKey: "emulated-secret-key-0000000000000000002",
      tokens: new Set(["emulated-team-token"]),
      enterpriseProjects: [SECOND_ENTERPRISE_PROJECT],
    },
    {
      ...domain,
      userName: "temporary",
      password: "emulated-temporary-password",
      accessKey: "EMULATEDACCESSKEY003",
      secretKey: "emulated-secret-key-0000000000000000003",
      securityToken: "emulated-security-token",
      tokens: new Set(),
      enterpriseProjects: "all",
    },
  ];
}
