import { z } from "zod";
import { ConfigError } from "../errors/configError.js";
import { ResponseShapeError } from "../errors/responseShapeError.js";
import type { Authorizer, HttpClient } from "../http/httpClient.js";
import type { HttpRequest } from "../http/httpRequest.js";

const projectList = z.object({
  projects: z.array(z.object({ id: z.string(), name: z.string(), domain_id: z.string().nullish() })),
});

/** Looks up project IDs by name in IAM (`GET /v3/projects?name=`), once for each name. It never creates a project. */
export class ProjectIds {
  readonly #found = new Map<string, string>();
  readonly #http: HttpClient;

  constructor(http: HttpClient) {
    this.#http = http;
  }

  /** @param origin of IAM; @param name the project's name, which for a region's main project is the region's. */
  async lookUp(
    iam: { origin: string; basePath: string },
    name: string,
    authorizer: Authorizer,
    signal: AbortSignal,
  ): Promise<string> {
    const key = `${iam.origin}${iam.basePath} ${name}`;
    const known = this.#found.get(key);
    if (known !== undefined) return known;
    const request: HttpRequest = {
      method: "GET",
      origin: iam.origin,
      path: `${iam.basePath}/v3/projects`,
      query: [["name", name]],
      headers: {},
      purpose: `looking up the ID of project "${name}"; setting projectId makes this needless`,
    };
    const { projects } = await this.#http.send(request, authorizer, parseProjects, signal);
    const [project, ...others] = projects;
    if (!project || others.length > 0) {
      const ids = projects.map(({ id }) => JSON.stringify(id)).join(", ");
      throw new ConfigError(
        "projectId",
        `IAM knows ${project ? `several projects (${ids})` : "no project"} named "${name}": ` +
          `set projectId, or projectName if the project is not named after its region.`,
      );
    }
    this.#found.set(key, project.id);
    return project.id;
  }
}

function parseProjects(body: unknown, where: string): z.output<typeof projectList> {
  const parsed = projectList.safeParse(body);
  if (!parsed.success) throw new ResponseShapeError(where, "projects", "it is no list of projects");
  return parsed.data;
}
