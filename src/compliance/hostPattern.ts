import { glob } from "./glob.js";

/** Makes a function that says whether a whole host name matches a glob; undefined if the glob's brackets are invalid. */
export function hostPattern(pattern: string): ((name: string) => boolean) | undefined {
  return glob(pattern, "text")?.fits;
}

/** Like `hostPattern`, for a glob that has already been validated. */
export function fitting(pattern: string): (name: string) => boolean {
  const fits = hostPattern(pattern);
  if (fits === undefined) throw new TypeError(`${JSON.stringify(pattern)} is not a valid pattern`);
  return fits;
}
