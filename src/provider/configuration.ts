import { z } from "zod";
import type { ConfigurationMeta, EnvironmentMeta } from "../plugin/packageDefinition.js";
import { input } from "../schema/input.js";

const UNIT_MS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 } as const;

const text = (description: string, meta: ConfigurationMeta = {}) =>
  input
    .text(description)
    // Keys are checked when they are used, as the environment may hold several.
    .regex(meta.secret ? /^/ : /^\P{Cc}*$/u, "must not contain a line break or another control character")
    .optional()
    .describe(description)
    .meta({ ...meta });

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

/** The provider's configuration. Values from the environment are read by the provider, and never reach the state file. */
export const configuration = z.strictObject({
  region: text("Region to ask, for example `cn-north-4`.", { env: ["HW_REGION_NAME"] }),
  projectId: text("ID of the project in that region. Looked up in IAM by `projectName` when absent.", {
    env: ["HW_PROJECT_ID", "HUAWEICLOUD_SDK_PROJECT_ID"],
  }),
  projectName: text("Name of the project whose ID is looked up; by default the region's main project.", {
    env: ["HW_PROJECT_NAME"],
  }),
  enterpriseProjectId: text(
    "Default enterprise project of the functions: an ID, `0` for the default enterprise project (which HSS takes when " +
      "there is none), or `all_granted_eps` for all that the user may read.",
    { env: ["HW_ENTERPRISE_PROJECT_ID"] },
  ),
  token: text("IAM user token, sent as `X-Auth-Token`.", { env: ["HW_AUTH_TOKEN"], secret: true }),
  accessKey: text("Access key (AK); goes with `secretKey`.", {
    env: ["HW_ACCESS_KEY", "HUAWEICLOUD_SDK_AK"],
    secret: true,
  }),
  secretKey: text("Secret key (SK); goes with `accessKey`.", {
    env: ["HW_SECRET_KEY", "HUAWEICLOUD_SDK_SK"],
    secret: true,
  }),
  securityToken: text("Security token of a temporary access key.", {
    env: ["HW_SECURITY_TOKEN", "HUAWEICLOUD_SDK_SECURITY_TOKEN"],
    secret: true,
  }),
  userName: text("Name of an IAM user; goes with `password` and `domainName` or `domainId`.", {
    env: ["HW_USER_NAME"],
  }),
  password: text("Password of that user.", { env: ["HW_USER_PASSWORD"], secret: true }),
  domainName: text("Name of the account that the user belongs to.", { env: ["HW_DOMAIN_NAME"] }),
  domainId: text("ID of that account, instead of `domainName`.", {
    env: ["HW_DOMAIN_ID", "HUAWEICLOUD_SDK_DOMAIN_ID"],
  }),
  sharedConfigFile: text(
    "Configuration file of hcloud (KooCLI) to take a profile from. Default: `~/.hcloud/config.json`.",
    {
      env: ["HW_SHARED_CONFIG_FILE"],
    },
  ),
  profile: text("Name of the profile in that file. Default: the one that hcloud has as the current one.", {
    env: ["HW_PROFILE"],
  }),
  credentialsFile: text(
    "Credentials file of the Huawei Cloud SDKs, whose section `basic` is taken. Default: `~/.huaweicloud/credentials`.",
    { env: ["HUAWEICLOUD_SDK_CREDENTIALS_FILE"] },
  ),
  ecsAgency: input
    .flag(
      "Whether to take the keys of the agency of the ECS server that this runs on: `true` takes them before the environment " +
        "and files are looked at; `false` never asks for them. Default: they are asked for when nothing else is set.",
    )
    .optional(),
  agencyName: text("Agency to take on with the credentials found; goes with `agencyDomainName` or `agencyDomainId`.", {
    env: ["HW_ASSUME_ROLE_AGENCY_NAME"],
  }),
  agencyDomainName: text("Name of the account that set up the agency.", { env: ["HW_ASSUME_ROLE_DOMAIN_NAME"] }),
  agencyDomainId: text("ID of that account, instead of `agencyDomainName`.", { env: ["HW_ASSUME_ROLE_DOMAIN_ID"] }),
  cloud: text(
    "Domain of the cloud, for example `myhuaweicloud.eu`. Default: the one that the vendor's SDKs have for the region.",
    { env: ["HW_CLOUD"] },
  ),
  endpoint: text(
    "Address of HSS in the provider's region, when it is not `https://hss.<region>.<cloud>`. In other regions it is what " +
      "`HUAWEICLOUD_SDK_REGION_HSS_<REGION>` says.",
    { env: ["HW_HSS_ENDPOINT"] },
  ),
  iamEndpoint: text(
    "Address of IAM, when it is not `https://iam.<region>.<cloud>`. A `/v3` at its end makes no difference.",
    { env: ["HW_AUTH_URL", "HUAWEICLOUD_SDK_IAM_ENDPOINT"] },
  ),
  pageSize: input.integer(10, 200, "Rows to ask for in one request; HSS documents 10 to 200.").default(200),
  maxConcurrency: input.integer(1, 64, "Requests in flight at once.").default(16),
  requestsPerMinute: input
    .integer(
      1,
      100_000,
      "Requests that HSS allows in a minute for each of its queries (600 are documented in total, 5 for one user and one IP " +
        "address). Default: learnt from its refusals.",
    )
    .optional(),
  maxRetries: input
    .integer(0, 20, "Times that a request is tried again after a failure that may pass.")
    .default(8)
    .meta({ env: ["HW_MAX_RETRIES"] }),
  requestTimeout: duration("30s", "Longest time for one request, for example `30s`."),
  scanTimeout: duration("30m", "Longest time for one call, waiting and retries included, for example `30m`."),
  consistency: input
    .choice(
      ["seams", "count"],
      "How a list is checked against changes while it is read: `seams` lets neighbouring pages share a row, which proves " +
        "that none slipped between them; `count` saves that row and compares totals and duplicates only.",
    )
    .default("seams"),
  onDrift: input
    .choice(
      ["error", "warn"],
      "What to do when the list keeps changing while it is read: fail, or warn and return the rows seen.",
    )
    .default("error"),
});

/** Variables of Terraform's provider, and of the vendor's SDKs. */
configuration.register(z.globalRegistry, { envPrefixes: ["HW_", "HUAWEICLOUD_SDK_"] } satisfies EnvironmentMeta);

export type Configuration = z.output<typeof configuration>;
