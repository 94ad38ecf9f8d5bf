import { z } from "zod";
import type { Detail } from "../errors/errorText.js";
import { ConfigError } from "../errors/configError.js";
import { HssError } from "../errors/hssError.js";
import { ResponseShapeError } from "../errors/responseShapeError.js";
import type { Authorizer, HttpClient } from "../http/httpClient.js";
import type { Redactor } from "../http/redactor.js";
import { SharedCalls } from "../async/sharedCalls.js";
import { checkProjectId } from "./checkProjectId.js";
import type { IamAddress } from "./iamAddress.js";
import { iamText } from "./iamText.js";

const projectList = z.object({ projects: z.array(z.object({ id: iamText, name: iamText })) });
type Project = z.output<typeof projectList>["projects"][number];

/** The maximum number of projects that an error lists. */
const MOST_LISTED = 10;

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

  /** @param name the project's name; the main project of a region has the region's name */
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
    // IAM may also return projects whose names only contain this name.
    const named = (await this.#list(iam, name, authorizer, signal)).filter((each) => each.name === name);
    const [project, ...others] = named;
    if (project && others.length === 0) {
      checkProjectId(project.id);
      return project.id;
    }
    if (project) {
      throw new ConfigError(
        "projectId",
        `IAM has several projects named "${name}".`,
        "Set projectId to the ID of one of them.",
        this.#listed(named),
      );
    }
    throw new ConfigError(
      "projectId",
      `IAM has no project named "${name}" that this user may see.`,
      "Check region, and set projectName if the project does not have the name of its region. Or set projectId.",
      await this.#all(iam, authorizer, signal),
    );
  }

  /** The projects that exist, for the error message; none if the user may not list them. */
  async #all(iam: IamAddress, authorizer: Authorizer, signal: AbortSignal): Promise<Detail[]> {
    try {
      return this.#listed(await this.#list(iam, undefined, authorizer, signal));
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof HssError) return [];
      throw error;
    }
  }

  #listed(projects: readonly Project[]): Detail[] {
    const said = (text: string) => this.#redactor.quote(text);
    const listed = projects
      .slice(0, MOST_LISTED)
      .map(({ id, name }): Detail => ["project", `${JSON.stringify(said(name))}, ID ${said(id)}`]);
    const more = projects.length - listed.length;
    return more > 0 ? [...listed, ["more projects", more]] : listed;
  }

  #list(iam: IamAddress, name: string | undefined, authorizer: Authorizer, signal: AbortSignal): Promise<Project[]> {
    return this.#http.send(
      {
        method: "GET",
        origin: iam.origin,
        path: `${iam.basePath}/v3/projects`,
        query: name === undefined ? [] : [["name", name]],
        headers: {},
        purpose:
          name === undefined
            ? "to list the projects that exist"
            : `to find the ID of the project "${name}"; not necessary when projectId is set`,
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
