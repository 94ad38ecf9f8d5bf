import { AuthError } from "../errors/authError.js";
import { domainRef, type DomainRef } from "./credential.js";

/** An agency: an account delegates its permissions to another account, a user, or an identity provider. */
export interface Agency {
  name: string;
  /** The account that created it. With its name, the keys come from IAM; with its ID from STS, which also supports trust agencies. */
  domain: DomainRef;
  /** The lifetime of its keys; undefined for the default. */
  durationSeconds?: number | undefined;
  /** A value that the trust policy of the agency requires from its callers. */
  externalId?: string | undefined;
}

/** An agency as the configuration writes it. */
export interface AgencyValues {
  name?: string | undefined;
  domainName?: string | undefined;
  domainId?: string | undefined;
  /** In seconds. */
  duration?: number | undefined;
  externalId?: string | undefined;
}

/** The same in separate keys. */
export interface AgencySettings {
  agencyName?: string | undefined;
  agencyDomainName?: string | undefined;
  agencyDomainId?: string | undefined;
  agencyDuration?: number | undefined;
  agencyExternalId?: string | undefined;
}

type Label = (key: keyof AgencyValues) => string;
const settingOf: Label = (key) => `agency${key.slice(0, 1).toUpperCase()}${key.slice(1)}`;

/** @param place what holds the settings, for messages, e.g. `The configuration` */
export function agencyFrom(place: string, settings: AgencySettings): Agency | undefined {
  const values: AgencyValues = {
    name: settings.agencyName,
    domainName: settings.agencyDomainName,
    domainId: settings.agencyDomainId,
    duration: settings.agencyDuration,
    externalId: settings.agencyExternalId,
  };
  return checked(place, values, settingOf);
}

/** The agencies of the configuration, in the order in which the provider assumes them. */
export function agenciesFrom(settings: AgencySettings & { agencies?: readonly AgencyValues[] | undefined }): Agency[] {
  const one = agencyFrom("The configuration", settings);
  if (!settings.agencies) return one ? [one] : [];
  if (one) {
    throw new AuthError(
      "The configuration sets both agencyName and agencies.",
      "Set agencyName for one agency, or agencies for several.",
    );
  }
  return settings.agencies.flatMap(
    (values, index) => checked(`The configuration key agencies[${index}]`, values, (key) => key) ?? [],
  );
}

function checked(place: string, values: AgencyValues, label: Label): Agency | undefined {
  const { name, domainName, domainId, duration: durationSeconds, externalId } = values;
  const domain = domainRef(domainName, domainId);
  const [given] = (["domainId", "domainName", "duration", "externalId"] as const).filter(
    (key) => values[key] !== undefined,
  );
  if (name === undefined) {
    if (given === undefined) return undefined;
    throw new AuthError(`${place} sets ${label(given)} but not ${label("name")}.`, "Set both, or neither.");
  }
  if (domain === undefined) {
    throw new AuthError(
      `${place} sets ${label("name")} but neither ${label("domainName")} nor ${label("domainId")}.`,
      "Set one of them to the account that the agency belongs to.",
    );
  }
  if (externalId !== undefined && domainId === undefined) {
    throw new AuthError(
      `${place} sets ${label("externalId")} but not ${label("domainId")}.`,
      `Set ${label("domainId")} instead of ${label("domainName")}: only STS supports external IDs, and it needs the ID of the account.`,
    );
  }
  return { name, domain, durationSeconds, externalId };
}
