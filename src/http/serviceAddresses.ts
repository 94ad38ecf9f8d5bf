import { ConfigError } from "../errors/configError.js";
import { parseEndpoint, serviceOrigin, type ServiceAddress } from "./serviceOrigin.js";

export interface AddressSettings {
  /** The domain of the cloud, for example `myhuaweicloud.eu`; undefined for the region's own. */
  cloud?: string | undefined;
  endpoint?: string | undefined;
  iamEndpoint?: string | undefined;
  /** HSS's address in each region, by the environment variable that gives it. */
  variables?: Readonly<Record<string, string>> | undefined;
}

/** The region of a call, and the one that the configuration or the credentials name. */
export interface RegionOfCall {
  region: string;
  ownRegion: string | undefined;
}

/** The form of the vendor's regions, such as `cn-north-4`. */
const REGION = /^[a-z]+(-[a-z]+)*-\d+$/;

/** Where the requests of one provider go. */
export class ServiceAddresses {
  readonly #settings: AddressSettings;

  constructor(settings: AddressSettings) {
    this.#settings = settings;
  }

  hss(call: RegionOfCall): ServiceAddress {
    return this.#givenHss(call) ?? { origin: serviceOrigin("hss", call.region, this.#settings.cloud), basePath: "" };
  }

  /**
   * Credentials go there, so it is never the public cloud's when HSS is elsewhere: that is a ConfigError.
   * @param stored an address that was stored with the credentials, for when the configuration sets none
   */
  iam(call: RegionOfCall, stored?: string): ServiceAddress {
    const { cloud, iamEndpoint = stored } = this.#settings;
    if (iamEndpoint !== undefined) {
      const { origin, basePath } = parseEndpoint("iamEndpoint", iamEndpoint);
      // Other tools expect IAM's version at the end.
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

  /** The address that the configuration or the environment gives for the region of a call. */
  #givenHss(call: RegionOfCall): ServiceAddress | undefined {
    const { region, ownRegion } = call;
    const { endpoint, variables = {} } = this.#settings;
    const variable = `HUAWEICLOUD_SDK_REGION_HSS_${region.toUpperCase().replaceAll("-", "_")}`;
    // The SDKs take several addresses, separated by commas, and addresses without a scheme.
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

/** The parts of `hss.<region>.<domain>`; undefined for a host of another form. The services of a region share the domain. */
function publicHost({ origin }: ServiceAddress, call: RegionOfCall): { region: string; domain: string } | undefined {
  const [, region = "", domain = ""] = /^hss\.([^.]+)\.([^.]+\..+)$/.exec(new URL(origin).hostname) ?? [];
  const isRegion = REGION.test(region) || (region !== "" && [call.region, call.ownRegion].includes(region));
  return isRegion ? { region, domain } : undefined;
}
