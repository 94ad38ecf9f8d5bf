import type { RegionOfCall, ServiceAddresses } from "../http/serviceAddresses.js";
import type { ServiceAddress } from "../http/serviceOrigin.js";

/** The address of IAM. Reading it throws a ConfigError if it is not known. */
export type IamAddress = Readonly<ServiceAddress>;

/**
 * The address is resolved when a request needs it. With keys and a project ID, no request does.
 * @param stored an address that was stored with the credentials
 */
export function iamAddress(addresses: ServiceAddresses, call: RegionOfCall, stored: string | undefined): IamAddress {
  return {
    get origin() {
      return addresses.iam(call, stored).origin;
    },
    get basePath() {
      return addresses.iam(call, stored).basePath;
    },
  };
}
