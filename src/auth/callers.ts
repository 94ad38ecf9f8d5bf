import { ApiError } from "../errors/apiError.js";
import { AuthError } from "../errors/authError.js";
import { ConfigError } from "../errors/configError.js";
import type { Detail } from "../errors/errorText.js";
import type { Clock } from "../async/clock.js";
import type { Authorizer, HttpClient } from "../http/httpClient.js";
import type { Redactor } from "../http/redactor.js";
import { SharedCalls } from "../async/sharedCalls.js";
import type { ServiceAddresses } from "../http/serviceAddresses.js";
import { checkRegion } from "../http/serviceOrigin.js";
import { agenciesFrom, type Agency, type AgencySettings, type AgencyValues } from "./agency.js";
import { agencyKeys } from "./agencyKeys.js";
import { checkProjectId } from "./checkProjectId.js";
import type { Credential, Login, Proof } from "./credential.js";
import type { CredentialSource, Found } from "./credentialSource.js";
import { federatedToken } from "./federatedToken.js";
import { findCredentials } from "./findCredentials.js";
import { iamAddress, type IamAddress } from "./iamAddress.js";
import { isOfSts, type IdentityProvider } from "./identityProvider.js";
import { keysAuthorizer } from "./keysAuthorizer.js";
import { passwordToken, type TokenScope } from "./passwordToken.js";
import { ProjectIds } from "./projectIds.js";
import { ServerClock } from "./serverClock.js";
import type { AccessKeys } from "./signRequest.js";
import { stsAddress } from "./stsAddress.js";
import { isStsAgency, oidcAgency, type StsAgency } from "./stsAgency.js";
import { stsKeys, type StsCaller } from "./stsKeys.js";
import { tokenAuthorizer } from "./tokenAuthorizer.js";
import { tokenKeys } from "./tokenKeys.js";

export interface CallerSettings extends AgencySettings {
  agencies?: readonly AgencyValues[] | undefined;
  region?: string | undefined;
  projectId?: string | undefined;
  projectName?: string | undefined;
  stsEndpoint?: string | undefined;
}

export interface CallersOptions {
  settings: CallerSettings;
  /** In the order in which they are tried. */
  sources: readonly CredentialSource[];
  /** Messages about variables that are not supported, for errors about missing credentials or a missing region. */
  unsupported?: readonly string[];
  addresses: ServiceAddresses;
  http: HttpClient;
  clock: Clock;
  redactor: Redactor;
}

/** What every request to a service needs: the credentials, the region and the project. */
export interface Caller {
  region: string;
  /** Region of the configuration, or stored with the credentials; undefined if neither sets one. */
  ownRegion: string | undefined;
  projectId: string;
  authorizer: Authorizer;
  iam: IamAddress;
  /** The source of the credentials, for messages, without secrets. */
  source: string;
  method: Credential["method"];
  /** The agencies that the provider assumes, each with the keys of the one before it. The requests use the keys of the last one. */
  agencies: readonly Agency[];
}

type ProjectRef = { id: string } | { name: string };

interface Place {
  region: string;
  iam: IamAddress;
  project: ProjectRef;
}

/** Finds the credentials and the project of each call, with the settings of one provider. */
export class Callers {
  readonly #options: CallersOptions;
  readonly #projectIds: ProjectIds;
  readonly #serverClock: ServerClock;
  readonly #finding = new SharedCalls<Found>();
  readonly #authorizers = new Map<string, Authorizer>();
  #found: Found | undefined;

  constructor(options: CallersOptions) {
    this.#options = options;
    this.#projectIds = new ProjectIds(options.http, options.redactor);
    this.#serverClock = new ServerClock(options.clock);
  }

  /** @param wanted the region and project of the call, which override the configuration */
  async resolve(
    wanted: { region?: string | undefined; projectId?: string | undefined },
    signal: AbortSignal,
  ): Promise<Caller> {
    const { settings, sources, unsupported = [] } = this.#options;
    const hints = unsupported.map((hint): Detail => ["environment", hint]);
    const named = wanted.region ?? settings.region;
    if (named !== undefined) checkRegion(named);
    const found = (this.#found ??= await this.#finding.run("", signal, (shared) =>
      findCredentials(sources, hints, shared),
    ));
    const ownRegion = settings.region ?? found.region;
    const region = named ?? found.region;
    if (region === undefined) {
      throw new ConfigError(
        "region",
        "No region is set.",
        "Set huaweicloud-hss:region in the stack configuration, the environment variable HW_REGION_NAME, or the argument region.",
        hints,
      );
    }
    checkRegion(region);
    const iam = iamAddress(this.#options.addresses, { region, ownRegion }, found.iamEndpoint);
    const configuredAgencies = agenciesFrom(settings);
    const agencies = configuredAgencies.length === 0 && found.agency ? [found.agency] : configuredAgencies;
    // A project belongs to one region, so a call for another region cannot use the configured project.
    const stored = region === (found.region ?? ownRegion) && !settings.projectName ? found.projectId : undefined;
    const configured = region === ownRegion ? (settings.projectId ?? stored) : undefined;
    const id = wanted.projectId ?? configured;
    if (id !== undefined) checkProjectId(id);
    const name = region === ownRegion ? (settings.projectName ?? region) : region;
    const project = id === undefined ? { name } : { id };
    const place = { region, iam, project };
    const authorizer = this.#authorizer(found.credential, agencies, place);
    const login = agencies.length === 0 && found.credential.method === "password" ? found.credential.login : undefined;
    const projectId = id ?? (await this.#projectId(iam, name, authorizer, login, signal));
    return {
      region,
      ownRegion,
      projectId,
      authorizer,
      iam,
      agencies,
      source: found.source,
      method: found.credential.method,
    };
  }

  /** Signs with the keys of the last agency; without an agency, uses the credential itself. */
  #authorizer(credential: Credential, agencies: readonly Agency[], place: Place): Authorizer {
    const agency = agencies.at(-1);
    if (!agency) return this.#own(credential, place.iam, { project: place.project });
    return this.#once(["agency", place.iam, place.region, agencies.length], () =>
      this.#signing(this.#agencyKeys(credential, agency, agencies.slice(0, -1), place)),
    );
  }

  #agencyKeys(credential: Credential, agency: Agency, before: readonly Agency[], place: Place): Proof<AccessKeys> {
    const { iam, region } = place;
    const isFirst = before.length === 0;
    const step = before.length + 1;
    const sts = (ofSts: StsAgency, caller: StsCaller) =>
      stsKeys(ofSts, caller, {
        ...this.#options,
        step,
        sts: stsAddress(region, iam, this.#options.settings.stsEndpoint),
      });
    if (isFirst && credential.method === "oidc" && isOfSts(credential.provider)) {
      return sts(oidcAgency(agency), { provider: credential.provider });
    }
    const authorizer = isFirst ? this.#owner(credential, place) : this.#authorizer(credential, before, place);
    if (!isStsAgency(agency)) return agencyKeys(agency, { ...this.#options, step, iam, authorizer });
    // STS accepts only signed requests.
    const sendsToken = isFirst && (credential.method === "token" || credential.method === "password");
    const signing = sendsToken ? this.#signing(tokenKeys({ ...this.#options, iam, authorizer })) : authorizer;
    return sts(agency, { authorizer: signing });
  }

  /** With a password: IAM needs a token for the account, not for a project, to assume an agency. */
  #owner(credential: Credential, { iam, project }: Place): Authorizer {
    if (credential.method !== "password") return this.#own(credential, iam, { project });
    const { domain } = credential.login;
    if (domain) return this.#own(credential, iam, { domain });
    throw new AuthError(
      "The configuration sets userId and an agency, but neither domainName nor domainId.",
      "Set domainName or domainId to the account that the user belongs to.",
    );
  }

  #own(credential: Credential, iam: IamAddress, scope: TokenScope): Authorizer {
    switch (credential.method) {
      case "token":
        return tokenAuthorizer(credential.token);
      case "accessKey":
      case "ecsAgency":
        return this.#signing(credential.keys);
      case "password":
        return this.#login(credential.login, iam, scope);
      case "oidc":
        return this.#federated(credential.provider, iam);
    }
  }

  #signing(keys: Proof<AccessKeys>): Authorizer {
    return keysAuthorizer(keys, this.#serverClock);
  }

  #federated(provider: IdentityProvider, iam: IamAddress): Authorizer {
    if (isOfSts(provider)) {
      throw new AuthError(
        "idpId is the URN of an identity provider, but no agency is set.",
        "Set agencyName and agencyDomainId to a trust agency, which STS requires. Or set idpId to the ID of a provider in IAM.",
      );
    }
    return this.#once(["federated", iam], () => {
      const authorizer = tokenAuthorizer(federatedToken(provider, { ...this.#options, iam }));
      return this.#signing(tokenKeys({ ...this.#options, iam, authorizer }));
    });
  }

  #login(login: Login, iam: IamAddress, scope: TokenScope): Authorizer {
    return this.#once(["login", iam, scope], () =>
      tokenAuthorizer(passwordToken(login, { ...this.#options, iam, scope })),
    );
  }

  /** One authorizer for each key, so that tokens and keys are fetched once. */
  #once(key: unknown, make: () => Authorizer): Authorizer {
    const text = JSON.stringify(key);
    const authorizer = this.#authorizers.get(text) ?? make();
    this.#authorizers.set(text, authorizer);
    return authorizer;
  }

  async #projectId(
    iam: IamAddress,
    name: string,
    authorizer: Authorizer,
    login: Login | undefined,
    signal: AbortSignal,
  ) {
    try {
      return await this.#projectIds.lookUp(iam, name, authorizer, signal);
    } catch (error) {
      // IAM gives no token for a project that does not exist. A token for the account can list the projects.
      const refused = error instanceof ApiError && error.statusCode === 401 && /project/i.test(error.serverMessage);
      if (!login?.domain || !refused) throw error;
      return this.#projectIds.lookUp(iam, name, this.#login(login, iam, { domain: login.domain }), signal);
    }
  }
}
