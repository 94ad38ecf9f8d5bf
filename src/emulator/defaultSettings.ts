import { defaultAccounts } from "./auth/defaultAccounts.js";
import type { EmulatorSettings } from "./emulatorSettings.js";
import { defaultIdentityProviders } from "./iam/identityProvider.js";

export const EMULATED_REGION = "cn-north-4";
export const EMULATED_PROJECT_ID = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";

/** How an emulator without servers behaves if nothing else is set. */
export function defaultSettings(region = EMULATED_REGION): EmulatorSettings {
  return {
    region,
    projects: [{ id: EMULATED_PROJECT_ID, name: region }],
    accounts: defaultAccounts(),
    identityProviders: defaultIdentityProviders(),
    fleet: [],
    images: [],
    pageCap: 200,
    hostMatch: "exact",
    cveMatch: "exact",
    latencyMs: 0,
    quota: undefined,
    metadata: "v2",
    now: Date.now,
    clockSkewMs: 0,
    intercept: undefined,
  };
}
