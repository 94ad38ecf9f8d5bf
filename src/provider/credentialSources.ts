import { join } from "node:path";
import type { CredentialValues } from "../auth/credentialFrom.js";
import type { CredentialSource } from "../auth/credentialSource.js";
import { credentialsFile } from "../auth/credentialsFile.js";
import { ecsAgency } from "../auth/ecsAgency.js";
import { hcloudProfile } from "../auth/hcloudProfile.js";
import type { MetadataServiceOptions } from "../auth/metadataKeys.js";
import { expandHome } from "../auth/readTextFile.js";
import { valuesSource } from "../auth/valuesSource.js";
import { configuration, type Configuration } from "./configuration.js";
import type { Configured } from "../plugin/packageDefinition.js";
import { configurationMeta } from "../plugin/resolveConfiguration.js";

export interface CredentialSourcesOptions {
  homeDirectory: string;
  metadata: MetadataServiceOptions;
}

const KEYS = ["token", "accessKey", "secretKey", "securityToken", "userName", "password"] as const;

/** All sources of credentials, in order. Those that the configuration names come before the environment. */
export function credentialSources(
  { values, explicit, environment }: Configured<Configuration>,
  { homeDirectory, metadata }: CredentialSourcesOptions,
): CredentialSource[] {
  // The account is not secret, and may be set in a different place from the user and password.
  const domain = { domainName: values.domainName, domainId: values.domainId };
  const given = Object.fromEntries(KEYS.map((key) => [key, explicit[key] as string | undefined]));
  const fromConfiguration = valuesSource({
    name: "provider configuration",
    values: { ...given, ...domain },
    label: (key) => `huaweicloud-hss:${key}`,
  });
  // Each family of variables is a source of its own: an access key of one does not belong to a secret key of the other.
  const fromEnvironment = ["HW_", "HUAWEICLOUD_SDK_"].map((prefix) => {
    const variable = (key: keyof CredentialValues) =>
      configurationMeta(configuration.shape[key]).env?.find((name) => name.startsWith(prefix));
    const found = Object.fromEntries(KEYS.map((key) => [key, environment[variable(key) ?? ""]]));
    return valuesSource({
      name: `environment (${prefix}*)`,
      values: { ...found, ...domain },
      label: (key) => variable(key),
    });
  });

  const agency = (required: boolean) => ecsAgency(metadata, required);
  const { redactor } = metadata;
  const path = (file: string) => expandHome(file, homeDirectory);
  const hcloud = hcloudProfile({
    path: path(values.sharedConfigFile ?? join("~", ".hcloud", "config.json")),
    profile: values.profile,
    required: values.sharedConfigFile !== undefined || values.profile !== undefined,
    ecsAgency: agency(true),
    redactor,
  });
  const sdk = credentialsFile({
    path: path(values.credentialsFile ?? join("~", ".huaweicloud", "credentials")),
    required: values.credentialsFile !== undefined,
    redactor,
  });
  const isAskedFor = (...keys: (keyof Configuration)[]) => keys.some((key) => explicit[key] !== undefined);
  const hcloudFirst = isAskedFor("sharedConfigFile", "profile");
  const sdkFirst = isAskedFor("credentialsFile");
  return [
    fromConfiguration,
    ...(values.ecsAgency === true ? [agency(true)] : []),
    ...(hcloudFirst ? [hcloud] : []),
    ...(sdkFirst ? [sdk] : []),
    ...fromEnvironment,
    ...(hcloudFirst ? [] : [hcloud]),
    ...(sdkFirst ? [] : [sdk]),
    ...(values.ecsAgency === undefined ? [agency(false)] : []),
  ];
}
