import { ConfigError } from "../errors/configError.js";
import { isRegion, parseEndpoint, serviceOrigin, type ServiceAddress } from "./serviceOrigin.js";

export interface AddressSettings {
  /** Domain of the cloud, for example `myhuaweicloud.eu`. Default: the region's own. */
  cloud?: string | undefined;
  endpoint?: string | undefined;
  iamEndpoint?: string | undefined;
  /** Environment variables. `HUAWEICLOUD_SDK_REGION_HSS_<REGION>` is the address of HSS in a region. */
  variables?: Readonly<Record<string, string>> | undefined;
}

/** The region of a call, and the region of the configuration or the credentials. */
export interface RegionOfCall {
  region: string;
  ownRegion: string | undefined;
}

/** The addresses of the services, for the settings of one provider. */
export class ServiceAddresses {
  readonly #settings: AddressSettings;

  constructor(settings: AddressSettings) {
    this.#settings = settings;
  }

  hss(call: RegionOfCall): ServiceAddress {
    return this.#givenHss(call) ?? { origin: serviceOrigin("hss", call.region, this.#settings.cloud), basePath: "" };
  }

  /**
   * Credentials are sent to IAM. If HSS has its own address and that of IAM is not known, it is a ConfigError, never the address
   * in the public cloud.
   * @param stored an address that was stored with the credentials; the configuration goes first
   */
  iam(call: RegionOfCall, stored?: string): ServiceAddress {
    const { cloud, iamEndpoint = stored } = this.#settings;
    if (iamEndpoint !== undefined) {
      const { origin, basePath } = parseEndpoint("iamEndpoint", iamEndpoint);
      // Other tools require the version of IAM at the end.
      return { origin, basePath: basePath.replace(/\/v3(\.0)?$/, "") };
    }
    const hss = cloud === undefined ? this.#givenHss(call) : undefined;
    if (hss === undefined) return { origin: serviceOrigin("iam", call.region, cloud), basePath: "" };
    const host = publicHost(hss, call);
    if (host !== undefined) return { origin: serviceOrigin("iam", call.region, host.domain), basePath: "" };
    throw new ConfigError(
      "iamEndpoint",
      "The address of IAM is not known, because that of HSS is not of the form hss.<region>.<domain>.",
      "Set iamEndpoint (HW_AUTH_URL) to the address of IAM in the same cloud, or cloud (HW_CLOUD) to its domain.",
    );
  }

  /** The address for the region of a call that the configuration or the environment sets. */
  #givenHss(call: RegionOfCall): ServiceAddress | undefined {
    const { region, ownRegion } = call;
    const { endpoint, variables = {} } = this.#settings;
    const variable = `HUAWEICLOUD_SDK_REGION_HSS_${region.toUpperCase().replaceAll("-", "_")}`;
    // The SDKs accept several addresses, separated by commas, and addresses without a scheme.
    const [listed] = (variables[variable] ?? "").split(",");
    const ofRegion = () =>
      listed ? parseEndpoint(variable, listed.includes("://") ? listed : `https://${listed}`) : undefined;
    if (endpoint === undefined) return ofRegion();
    const address = parseEndpoint("endpoint", endpoint);
    const endpointRegion = publicHost(address, call)?.region ?? ownRegion ?? region;
    if (endpointRegion === region) return address;
    const other = ofRegion();
    if (other !== undefined) return other;
    throw new ConfigError(
      "endpoint",
      `endpoint is the address of HSS in ${endpointRegion}, but the call is for the region ${region}.`,
      `Use a provider without endpoint for other regions, or set ${variable} to the address of HSS in ${region}.`,
    );
  }
}

/** The parts of `hss.<region>.<domain>`; undefined if the host has another form. All services of a region share the domain. */
function publicHost({ origin }: ServiceAddress, call: RegionOfCall): { region: string; domain: string } | undefined {
  const [, region = "", domain = ""] = /^hss\.([^.]+)\.([^.]+\..+)$/.exec(new URL(origin).hostname) ?? [];
  const named = isRegion(region) || (region !== "" && [call.region, call.ownRegion].includes(region));
  return named ? { region, domain } : undefined;
}
