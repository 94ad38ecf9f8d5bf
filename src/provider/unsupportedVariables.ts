import { configuration } from "./configuration.js";
import { configurationMeta } from "../plugin/resolveConfiguration.js";

/** Replacements for variables of Terraform's provider, and for names that are easily confused with ours. */
const INSTEAD: Readonly<Partial<Record<string, string>>> = {
  HW_INSECURE: "NODE_EXTRA_CA_CERTS or caCertFile",
  HW_CACERT: "NODE_EXTRA_CA_CERTS or caCertFile",
  HW_REGION: "HW_REGION_NAME",
  HW_TENANT_ID: "HW_PROJECT_ID",
  HW_TENANT_NAME: "HW_PROJECT_NAME",
  HW_DELEGATED_PROJECT: "HW_PROJECT_NAME",
  HW_AGENCY_NAME: "HW_ASSUME_ROLE_AGENCY_NAME",
  HW_AGENCY_DOMAIN_NAME: "HW_ASSUME_ROLE_DOMAIN_NAME",
  HW_PASSWORD: "HW_USER_PASSWORD",
  HW_USERNAME: "HW_USER_NAME",
  HUAWEICLOUD_SDK_REGION: "HW_REGION_NAME",
  HUAWEICLOUD_SDK_DOMAIN_NAME: "HW_DOMAIN_NAME",
};

/** Variables that are read elsewhere, or that belong to other services. */
const OTHERS = /^HW_METADATA_ENDPOINT$|^HUAWEICLOUD_SDK_REGION_\w/;

/**
 * One message for each variable that is set but not supported, with what to use instead.
 * @param environment the variables with one of the configuration's prefixes
 */
export function unsupportedVariables(environment: Readonly<Record<string, string>>): string[] {
  const known = new Set(
    Object.values(configuration.shape).flatMap((property) => configurationMeta(property).env ?? []),
  );
  const unsupported = Object.keys(environment).filter((name) => !known.has(name) && !OTHERS.test(name));
  return unsupported.sort().map((name) => {
    const instead = INSTEAD[name];
    return `${name} is set, and not supported${instead === undefined ? "" : `: use ${instead}`}`;
  });
}
