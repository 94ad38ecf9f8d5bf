export const NOTICES: string;

export interface LicensedPackage {
  group?: string;
  name: string;
  version: string;
  evidence?: { licenses?: { license: { text: { content: string } } }[] };
}

export function thirdPartyNotices(packages: readonly LicensedPackage[]): string;
