import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A home folder for a test, with files by their paths. */
export async function homeFolder(files: Record<string, string>): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), "huaweicloud-hss-home-"));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(path, name)), { recursive: true });
    await writeFile(join(path, name), content);
  }
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** hcloud's configuration file with some profiles, the first of them current. */
export function hcloudFile(...profiles: Record<string, string>[]): string {
  return JSON.stringify({ language: "en", current: profiles[0]?.name, profiles });
}
