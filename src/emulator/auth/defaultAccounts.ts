import { SECOND_ENTERPRISE_PROJECT } from "../hss/enterpriseProjects.js";
import type { Account } from "./account.js";

/** The users of an emulator. Their credentials are public and work only with an emulator. */
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
      trustAgencies: [
        { name: "emulated-trust-agency", longestSeconds: 43_200 },
        { name: "emulated-partner-agency", externalId: "emulated-external-id", longestSeconds: 3600 },
        {
          name: "emulated-pipeline-agency",
          provider: "iam::d0a11c0ffee0000000000000000000d1:oidcProvider:emulated-idp",
          longestSeconds: 43_200,
        },
      ],
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
      trustAgencies: [],
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
      trustAgencies: [],
      enterpriseProjects: "all",
    },
  ];
}
