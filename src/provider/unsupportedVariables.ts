import { configuration } from "./configuration.js";
import { configurationMeta } from "../plugin/resolveConfiguration.js";

/** What to use in place of variables that Terraform's provider reads, or that are easily mixed up with ours. */
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

/** Read beside the configuration, or meant for other services. */
const OTHERS = /^HW_METADATA_ENDPOINT$|^HUAWEICLOUD_SDK_REGION_\w/;

/**
 * Says of each variable of the vendor's tools that it changes nothing here, and what to use in its place.
 * @param environment the variables that begin like those of the configuration
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
