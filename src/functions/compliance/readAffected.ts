/** Finds the images in which scans found the vulnerabilities: the keys of the images, by CVE. */
export async function readAffected(cves: readonly string[]): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  if (cves.length > 0) throw new Error("cve is not available yet");
  return Promise.resolve(new Map());
}
