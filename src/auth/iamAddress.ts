import type { RegionOfCall, ServiceAddresses } from "../http/serviceAddresses.js";
import type { ServiceAddress } from "../http/serviceOrigin.js";

/** The address of IAM. To read it is an error where it is not known. */
export type IamAddress = Readonly<ServiceAddress>;

/**
 * The address is worked out when a request needs it: with keys and the ID of the project, none does.
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
