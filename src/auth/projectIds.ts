import { z } from "zod";
import { ConfigError } from "../errors/configError.js";
import { HssError } from "../errors/hssError.js";
import { ResponseShapeError } from "../errors/responseShapeError.js";
import type { Authorizer, HttpClient } from "../http/httpClient.js";
import type { Redactor } from "../http/redactor.js";
import { SharedCalls } from "../async/sharedCalls.js";
import type { IamAddress } from "./iamAddress.js";

const projectList = z.object({ projects: z.array(z.object({ id: z.string(), name: z.string() })) });
type Project = z.output<typeof projectList>["projects"][number];

/** The most projects that an error lists. */
const MOST_LISTED = 20;

/** Looks up project IDs by name in IAM (`GET /v3/projects?name=`), once for each name. It never creates a project. */
export class ProjectIds {
  readonly #found = new Map<string, string>();
  readonly #calls = new SharedCalls<string>();
  readonly #http: HttpClient;
  readonly #redactor: Redactor;

  constructor(http: HttpClient, redactor: Redactor) {
    this.#http = http;
    this.#redactor = redactor;
  }

  /** @param name the project's name, which for a region's main project is the region's. */
  async lookUp(iam: IamAddress, name: string, authorizer: Authorizer, signal: AbortSignal): Promise<string> {
    const key = `${iam.origin}${iam.basePath} ${name}`;
    const known = this.#found.get(key);
    if (known !== undefined) return known;
    return this.#calls.run(key, signal, async (shared) => {
      const id = await this.#only(iam, name, authorizer, shared);
      this.#found.set(key, id);
      return id;
    });
  }

  async #only(iam: IamAddress, name: string, authorizer: Authorizer, signal: AbortSignal): Promise<string> {
    const [project, ...others] = await this.#list(iam, name, authorizer, signal);
    if (project && others.length === 0) return project.id;
    if (project) {
      throw new ConfigError(
        "projectId",
        `IAM knows several projects named "${name}", ${this.#listed([project, ...others])}: set projectId to one of their IDs.`,
      );
    }
    throw new ConfigError(
      "projectId",
      `IAM knows no project named "${name}"${await this.#all(iam, authorizer, signal)}: set projectId, or projectName if the ` +
        "project is not named after its region, and check region.",
    );
  }

  /** What else there is, for the message; nothing when that may not be seen. */
  async #all(iam: IamAddress, authorizer: Authorizer, signal: AbortSignal): Promise<string> {
    try {
      const all = await this.#list(iam, undefined, authorizer, signal);
      return all.length === 0 ? " or by any other name" : `, but ${this.#listed(all)}`;
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof HssError) return "";
      throw error;
    }
  }

  #listed(projects: readonly Project[]): string {
    const said = (text: string) => this.#redactor.redact(text);
    const shown = projects.slice(0, MOST_LISTED).map(({ id, name }) => `${JSON.stringify(said(name))} (${said(id)})`);
    const more = projects.length - shown.length;
    return shown.join(", ") + (more > 0 ? ` and ${more} more` : "");
  }

  #list(iam: IamAddress, name: string | undefined, authorizer: Authorizer, signal: AbortSignal): Promise<Project[]> {
    return this.#http.send(
      {
        method: "GET",
        origin: iam.origin,
        path: `${iam.basePath}/v3/projects`,
        query: name === undefined ? [] : [["name", name]],
        headers: {},
        purpose: `looking up the ID of project "${name ?? "*"}"; setting projectId makes this needless`,
      },
      authorizer,
      (body, where) => {
        const parsed = projectList.safeParse(body);
        if (!parsed.success) throw new ResponseShapeError(where, "projects", "it is not a list of projects");
        return parsed.data.projects;
      },
      signal,
    );
  }
}
