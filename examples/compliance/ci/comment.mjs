// What a pipeline runs after compliance.mjs: writes compliance.md into a comment on the pull or merge request.
// It updates the comment that it wrote before, and no other: by its author, and by the first line, which differs for each check.
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const { env } = process;
const file = join(env.COMPLIANCE_REPORTS ?? "compliance-reports", "compliance.md");
const report = await readFile(file, "utf8");
const [marker] = report.split("\n", 1);

async function commentOnGitHub() {
  const gh = async (...args) =>
    (await promisify(execFile)("gh", ["api", ...args], { maxBuffer: 256 * 1024 * 1024 })).stdout;
  const [owner, name] = env.GITHUB_REPOSITORY.split("/");
  const query = `query($owner: String!, $name: String!, $number: Int!, $endCursor: String) {
    repository(owner: $owner, name: $name) {
      pullRequest(number: $number) {
        comments(first: 100, after: $endCursor) {
          nodes { databaseId body viewerDidAuthor }
          pageInfo { hasNextPage endCursor }
        }
      }
    }
  }`;
  const variables = [
    "-f",
    `owner=${owner}`,
    "-f",
    `name=${name}`,
    "-F",
    `number=${env.NUMBER}`,
    "-f",
    `query=${query}`,
  ];
  // One comment on each line.
  const filter = ".data.repository.pullRequest.comments.nodes[] | @json";
  const listed = await gh("graphql", "--paginate", ...variables, "--jq", filter);
  const comments = listed.split("\n").filter((line) => line !== "");
  const own = comments
    .map((line) => JSON.parse(line))
    .find(({ body, viewerDidAuthor }) => viewerDidAuthor && body.startsWith(marker));
  const issues = `repos/${env.GITHUB_REPOSITORY}/issues`;
  if (own) await gh("--method", "PATCH", `${issues}/comments/${own.databaseId}`, "-F", `body=@${file}`);
  else await gh("--method", "POST", `${issues}/${env.NUMBER}/comments`, "-F", `body=@${file}`);
}

async function commentOnGitLab() {
  const api = async (path, method = "GET", body) => {
    const headers = { "PRIVATE-TOKEN": env.COMMENT_TOKEN, "Content-Type": "application/json" };
    const response = await fetch(`${env.CI_API_V4_URL}/${path}`, {
      method,
      headers,
      body: body && JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${method} ${path}: HTTP ${response.status}`);
    return response;
  };
  const notes = `projects/${env.CI_PROJECT_ID}/merge_requests/${env.CI_MERGE_REQUEST_IID}/notes`;
  const { id: user } = await (await api("user")).json();
  let own;
  for (let page = "1"; page && !own;) {
    const response = await api(`${notes}?per_page=100&page=${page}`);
    own = (await response.json()).find(({ author, body }) => author.id === user && body.startsWith(marker));
    page = response.headers.get("x-next-page");
  }
  if (own) await api(`${notes}/${own.id}`, "PUT", { body: report });
  else await api(notes, "POST", { body: report });
}

await (env.GITLAB_CI ? commentOnGitLab() : commentOnGitHub());
