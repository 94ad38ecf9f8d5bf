import { AuthError } from "../errors/authError.js";
import type { CredentialSource } from "./credentialSource.js";
import { metadataKeys, type MetadataServiceOptions } from "./metadataKeys.js";
import { Renewable } from "./renewable.js";

/** The agency of the ECS server that the provider runs on. */
export function ecsAgency(options: MetadataServiceOptions, required: boolean): CredentialSource {
  const name = "ECS agency";
  return {
    name,
    load: async (signal) => {
      const keys = new Renewable((shared) => metadataKeys(options, shared), options.clock);
      try {
        await keys.get(signal);
      } catch (error) {
        if (!(error instanceof AuthError)) throw error;
        const lacked = `${error.summary} ${error.advice}`;
        return required ? { broken: { summary: "The ECS agency cannot be used.", advice: lacked } } : { lacked };
      }
      return { found: { source: name, credential: { method: "ecsAgency", keys } } };
    },
  };
}
