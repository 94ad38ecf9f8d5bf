import { ApiError } from "../errors/apiError.js";
import { ConfigError } from "../errors/configError.js";
import type { Detail } from "../errors/errorText.js";
import type { Clock } from "../async/clock.js";
import type { Authorizer, HttpClient } from "../http/httpClient.js";
import type { Redactor } from "../http/redactor.js";
import { SharedCalls } from "../async/sharedCalls.js";
import type { ServiceAddresses } from "../http/serviceAddresses.js";
import { checkRegion } from "../http/serviceOrigin.js";
import { agencyFrom, agencyKeys, type Agency, type AgencyValues } from "./agencyKeys.js";
import { checkProjectId } from "./checkProjectId.js";
import type { Credential, Login } from "./credential.js";
import type { CredentialSource, Found } from "./credentialSource.js";
import { findCredentials } from "./findCredentials.js";
import { iamAddress, type IamAddress } from "./iamAddress.js";
import { keysAuthorizer } from "./keysAuthorizer.js";
import { passwordToken, type TokenScope } from "./passwordToken.js";
import { ProjectIds } from "./projectIds.js";
import { ServerClock } from "./serverClock.js";
import { tokenAuthorizer } from "./tokenAuthorizer.js";

export interface CallerSettings extends AgencyValues {
  region?: string | undefined;
  projectId?: string | undefined;
  projectName?: string | undefined;
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
  /** The agency that is assumed; undefined for none. */
  agency: Agency | undefined;
}

type ProjectRef = { id: string } | { name: string };

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
    const agency = agencyFrom("The configuration", settings) ?? found.agency;
    // A project belongs to one region, so a call for another region cannot use the configured project.
    const stored = region === (found.region ?? ownRegion) && !settings.projectName ? found.projectId : undefined;
    const configured = region === ownRegion ? (settings.projectId ?? stored) : undefined;
    const id = wanted.projectId ?? configured;
    if (id !== undefined) checkProjectId(id);
    const name = region === ownRegion ? (settings.projectName ?? region) : region;
    const project = id === undefined ? { name } : { id };
    const authorizer = this.#authorizer(found.credential, agency, iam, project);
    const login = agency === undefined && found.credential.method === "password" ? found.credential.login : undefined;
    const projectId = id ?? (await this.#projectId(iam, name, authorizer, login, signal));
    return {
      region,
      ownRegion,
      projectId,
      authorizer,
      iam,
      agency,
      source: found.source,
      method: found.credential.method,
    };
  }

  #authorizer(credential: Credential, agency: Agency | undefined, iam: IamAddress, project: ProjectRef): Authorizer {
    if (!agency) return this.#own(credential, iam, { project });
    return this.#once(["agency", iam], () => {
      const scope: TokenScope = credential.method === "password" ? { domain: credential.login.domain } : { project };
      const authorizer = this.#own(credential, iam, scope);
      return keysAuthorizer(agencyKeys(agency, { ...this.#options, iam, authorizer }), this.#serverClock);
    });
  }

  #own(credential: Credential, iam: IamAddress, scope: TokenScope): Authorizer {
    switch (credential.method) {
      case "token":
        return tokenAuthorizer(credential.token);
      case "accessKey":
      case "ecsAgency":
        return keysAuthorizer(credential.keys, this.#serverClock);
      case "password":
        return this.#login(credential.login, iam, scope);
    }
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
      if (!login || !refused) throw error;
      return this.#projectIds.lookUp(iam, name, this.#login(login, iam, { domain: login.domain }), signal);
    }
  }
}
