import { ConfigError } from "../errors/configError.js";

/** The ID becomes part of a path: `..` or a slash would lead to another address. */
export function checkProjectId(id: string): void {
  if (/^[\w-]+$/.test(id)) return;
  throw new ConfigError(
    "projectId",
    `${JSON.stringify(id)} is not the ID of a project.`,
    "Set projectId to the project's ID from My Credentials in the console: letters, digits and hyphens. Or set projectName.",
  );
}
