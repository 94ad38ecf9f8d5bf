import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import packageJson from "../../package.json" with { type: "json" };
import { engineEnvironment } from "./engineStack.js";
import { run } from "./run.js";

/** How a command of the CLI ended. */
export interface Ending {
  code: number;
  stdout: string;
  stderr: string;
}

/** A folder in which the CLI runs, as users run it. The plugin is installed for it. */
export class CliProject {
  readonly folder: string;
  readonly env: Record<string, string | undefined>;

  private constructor(folder: string, env: Record<string, string | undefined>) {
    this.folder = folder;
    this.env = env;
  }

  /**
   * @param source the folder to copy.
   * @param languageHost the folder with the language host, unless it is on the PATH.
   */
  static async create(source?: string, languageHost?: string): Promise<CliProject> {
    const folder = await mkdtemp(join(tmpdir(), "huaweicloud-hss-project-"));
    const project = join(folder, "project");
    if (source === undefined) await mkdir(project);
    else await cp(source, project, { recursive: true });
    const env: Record<string, string | undefined> = { ...process.env, ...engineEnvironment(folder) };
    if (languageHost !== undefined) env.PATH = [languageHost, env.PATH].join(delimiter);
    const tarball = join(folder, "plugin.tar.gz");
    await run("tar", ["-czf", tarball, "-C", resolve("bin"), ...(await readdir("bin"))]);
    const install = ["plugin", "install", "resource", "huaweicloud-hss", packageJson.version, "--file", tarball];
    await run("pulumi", install, { cwd: folder, env });
    return new CliProject(project, env);
  }

  pulumi(...args: string[]): Promise<Ending> {
    return new Promise((resolve) => {
      execFile("pulumi", args, { cwd: this.folder, env: this.env }, (error, stdout, stderr) => {
        resolve({ code: typeof error?.code === "number" ? error.code : error ? -1 : 0, stdout, stderr });
      });
    });
  }

  remove(): Promise<void> {
    return rm(resolve(this.folder, ".."), { recursive: true, force: true });
  }
}
