import { z } from "zod";
import { CONSISTENCIES } from "../hss/pageScan.js";
import type { ConfigurationMeta, EnvironmentMeta } from "../plugin/packageDefinition.js";
import { input } from "../schema/input.js";

const UNIT_MS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 } as const;

const text = (description: string, meta: ConfigurationMeta = {}) => {
  const any = input.text(description);
  // Credentials are checked when they are used, because the environment may contain several.
  const checked = meta.secret
    ? any
    : any.regex(/^\P{Cc}*$/u, "must not contain a line break or another control character");
  return checked
    .optional()
    .describe(description)
    .meta({ ...meta });
};

/** A duration in the configuration's form, such as `30s`, read as milliseconds. */
const duration = (fallback: string, description: string) =>
  z
    .string({ error: 'must be a duration such as "30s" or "5m"' })
    .regex(/^(?!0+[a-z])\d{1,6}(ms|s|m|h)$/, 'must be a duration of more than 0, such as "500ms", "30s", "5m" or "1h"')
    .default(fallback)
    .transform((value) => {
      const [, amount, unit] = /^(\d+)(\w+)$/.exec(value) ?? [];
      return Math.min(Number(amount) * UNIT_MS[unit as keyof typeof UNIT_MS], 2 ** 31 - 1);
    })
    .describe(description);

const agencyDuration = input.integer(
  900,
  86_400,
  "Lifetime of the agency's keys in seconds, 900 to 43200 with STS, and at most 3600 if the agency is assumed with temporary keys. " +
    "The provider renews the keys in time. Default: 3600.",
);

const externalId = (description: string) =>
  z
    .string({ error: "must be a string" })
    .regex(/^[\w+=,.@:/-]{2,1224}$/, "must be 2 to 1224 letters, digits and characters of _+=,.@:/-")
    .describe(description);

const agency = z
  .strictObject({
    name: input.text("Name of the agency."),
    domainName: input.text("Name of the account that created it.").optional(),
    domainId: input
      .text("ID of that account, instead of `domainName`. Keys then come from STS, which also supports trust agencies.")
      .optional(),
    duration: agencyDuration.optional(),
    externalId: externalId("External ID of the agency. Requires `domainId`.").optional(),
  })
  .describe("An agency to assume.")
  .meta({ id: "Agency" });

/** The provider's configuration. The provider reads the environment itself, so these values are never stored in the state file. */
export const configuration = z.strictObject({
  region: text("Huawei Cloud region, for example `cn-north-4`.", { env: ["HW_REGION_NAME"] }),
  projectId: text("ID of the project in that region. Default: the provider looks it up in IAM by `projectName`.", {
    env: ["HW_PROJECT_ID", "HUAWEICLOUD_SDK_PROJECT_ID"],
  }),
  projectName: text("Name of the project to look up when `projectId` is not set. Default: the region's main project.", {
    env: ["HW_PROJECT_NAME"],
  }),
  enterpriseProjectId: text(
    "Enterprise project that the functions query by default: an ID, `0` for the default enterprise project (which HSS uses if " +
      "none is set), or `all_granted_eps` for all that the user may read.",
    { env: ["HW_ENTERPRISE_PROJECT_ID"] },
  ),
  token: text("IAM user token, sent as `X-Auth-Token`.", { env: ["HW_AUTH_TOKEN"], secret: true }),
  accessKey: text("Access key ID (AK). Requires `secretKey`.", {
    env: ["HW_ACCESS_KEY", "HUAWEICLOUD_SDK_AK"],
    secret: true,
  }),
  secretKey: text("Secret access key (SK). Requires `accessKey`.", {
    env: ["HW_SECRET_KEY", "HUAWEICLOUD_SDK_SK"],
    secret: true,
  }),
  securityToken: text("Security token of a temporary access key.", {
    env: ["HW_SECURITY_TOKEN", "HUAWEICLOUD_SDK_SECURITY_TOKEN"],
    secret: true,
  }),
  idpId: text(
    "OIDC identity provider whose token replaces stored credentials: its ID in IAM, or its URN " +
      "(`iam::<account ID>:oidcProvider:<name>`) to assume a trust agency through STS. Requires `idToken` or `idTokenFile`.",
    { env: ["HW_ASSUME_ROLE_IDP_ID", "HUAWEICLOUD_SDK_IDP_ID"] },
  ),
  idToken: text("Token (JSON Web Token) that the identity provider issued.", {
    env: ["HW_ASSUME_ROLE_ID_TOKEN"],
    secret: true,
  }),
  idTokenFile: text("File with that token, instead of `idToken`. The provider reads it again for each login.", {
    env: ["HW_ASSUME_ROLE_ID_TOKEN_FILE", "HUAWEICLOUD_SDK_ID_TOKEN_FILE"],
  }),
  userName: text("Name of an IAM user. Requires `password`, and `domainName` or `domainId`.", {
    env: ["HW_USER_NAME"],
  }),
  userId: text("ID of an IAM user, instead of `userName`. Requires an account only to assume an agency.", {
    env: ["HW_USER_ID"],
  }),
  password: text("Password of the IAM user.", { env: ["HW_USER_PASSWORD"], secret: true }),
  domainName: text("Name of the account (domain) that the IAM user belongs to.", { env: ["HW_DOMAIN_NAME"] }),
  domainId: text("ID of that account, instead of `domainName`.", {
    env: ["HW_DOMAIN_ID", "HUAWEICLOUD_SDK_DOMAIN_ID"],
  }),
  sharedConfigFile: text(
    "Path of the hcloud (KooCLI) configuration file that contains the profile. Default: `~/.hcloud/config.json`.",
    {
      env: ["HW_SHARED_CONFIG_FILE"],
    },
  ),
  profile: text("Name of the profile in that file. Default: the current profile of hcloud.", {
    env: ["HW_PROFILE"],
  }),
  credentialsFile: text(
    "Path of a credentials file of the Huawei Cloud SDKs. Its section `basic` is used. Default: `~/.huaweicloud/credentials`.",
    { env: ["HUAWEICLOUD_SDK_CREDENTIALS_FILE"] },
  ),
  ecsAgency: input
    .flag(
      "Whether to use the keys of the agency of the ECS server that the provider runs on. `true`: before the environment " +
        "and files are searched. `false`: never. Default: only if no other credentials are set.",
    )
    .optional(),
  agencyName: text("Agency to assume with the credentials. Requires `agencyDomainName` or `agencyDomainId`.", {
    env: ["HW_ASSUME_ROLE_AGENCY_NAME"],
  }),
  agencyDomainName: text("Name of the account that created the agency.", { env: ["HW_ASSUME_ROLE_DOMAIN_NAME"] }),
  agencyDomainId: text(
    "ID of that account, instead of `agencyDomainName`. Keys then come from STS, which also supports trust agencies.",
    { env: ["HW_ASSUME_ROLE_DOMAIN_ID"] },
  ),
  agencyDuration: agencyDuration.optional().meta({ env: ["HW_ASSUME_ROLE_DURATION"] }),
  agencyExternalId: externalId("External ID of the agency. Requires `agencyDomainId`.").optional(),
  agencies: z
    .array(agency)
    .min(1, "must name at least one agency: leave it out instead")
    .optional()
    .describe(
      "Chain of agencies, instead of `agencyName`. The provider assumes each with the keys of the one before it.",
    ),
  cloud: text(
    "Domain of the cloud, for example `myhuaweicloud.eu`. Default: the domain that the vendor's SDKs use for the region.",
    { env: ["HW_CLOUD"] },
  ),
  endpoint: text(
    "Endpoint of HSS in the provider's region. Set it if it is not `https://hss.<region>.<cloud>`. For other regions, set " +
      "`HUAWEICLOUD_SDK_REGION_HSS_<REGION>`.",
    { env: ["HW_HSS_ENDPOINT"] },
  ),
  iamEndpoint: text("Endpoint of IAM. Set it if it is not `https://iam.<region>.<cloud>`. It may end with `/v3`.", {
    env: ["HW_AUTH_URL", "HUAWEICLOUD_SDK_IAM_ENDPOINT"],
  }),
  stsEndpoint: text("Endpoint of STS. Set it if it is not `https://sts.<region>.<cloud>`.", {
    env: ["HUAWEICLOUD_SDK_STS_ENDPOINT"],
  }),
  caCertFile: text(
    "PEM file with the certificates of certificate authorities to trust, for example of your company. They are added to those " +
      "that Node trusts by default, and to those in `NODE_EXTRA_CA_CERTS`.",
    { env: ["HW_CACERT_FILE"] },
  ),
  pageSize: input.integer(10, 200, "Number of rows per request. HSS documents 10 to 200.").default(200),
  maxConcurrency: input.integer(1, 64, "Maximum number of concurrent requests.").default(16),
  requestsPerMinute: input
    .integer(
      1,
      100_000,
      "Requests per minute that HSS allows for each query (documented: 600 in total, 5 for one user and one IP " +
        "address). Default: the provider learns the quota when HSS refuses a request.",
    )
    .optional(),
  maxRetries: input
    .integer(0, 20, "Maximum number of retries of a request after a transient failure.")
    .default(8)
    .meta({ env: ["HW_MAX_RETRIES"] }),
  requestTimeout: duration("30s", "Timeout of one request, for example `30s`."),
  scanTimeout: duration("30m", "Timeout of one function call, including waiting and retries, for example `30m`."),
  consistency: input
    .choice(
      CONSISTENCIES,
      "How the provider checks that a list did not change while it was read. `seams`: neighbouring pages share a row, which " +
        "proves that no row is missing that kept its order to the others. A row that moves while the list is read can be missing. " +
        "`snapshot`: the provider also reads the list again, until two consecutive readings agree. No row is missing then, wherever " +
        "it moved, unless a page changed and changed back between the two readings. This needs at least twice the requests. " +
        "`count`: only totals and duplicates are compared. Rows can be missing.",
    )
    .default("seams"),
  onDrift: input
    .choice(
      ["error", "warn"],
      "What to do if a list keeps changing while it is read. `error`: fail. `warn`: warn, and return the rows that were read.",
    )
    .default("error"),
});

/** The variables of Terraform's provider and of the vendor's SDKs. */
configuration.register(z.globalRegistry, { envPrefixes: ["HW_", "HUAWEICLOUD_SDK_"] } satisfies EnvironmentMeta);

export type Configuration = z.output<typeof configuration>;
