import { credentialFrom, type CredentialValues, type Label } from "./credentialFrom.js";
import type { CredentialSource } from "./credentialSource.js";

export interface ValuesSourceOptions {
  /** For messages, e.g. `provider configuration`. */
  name: string;
  values: CredentialValues;
  label: Label;
}

/** Values of the provider's configuration or of the environment. */
export function valuesSource({ name, values, label }: ValuesSourceOptions): CredentialSource {
  return {
    name,
    load: () => {
      const read = credentialFrom(`The ${name}`, values, label);
      return Promise.resolve("credential" in read ? { found: { source: name, credential: read.credential } } : read);
    },
  };
}
