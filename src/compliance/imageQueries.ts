import type { ComplianceRule, ImageSelector } from "./complianceRule.js";
import { imageText } from "./imageText.js";

/** A query to HSS: the servers that hold this image, or any local image if nothing is given. */
export type ImageQuery = ImageSelector;

export function queryKey({ name, version, digest }: ImageQuery): string {
  return JSON.stringify([name, version, digest]);
}

/** The image that a query is for; "" for any image. */
export function queriedImage(query: ImageQuery): string {
  return queryKey(query) === queryKey({}) ? "" : imageText(query);
}

/** A rule about every server needs to know which servers there are. */
export function needsAllHosts({ effect, minimumHosts }: ComplianceRule): boolean {
  return effect === "require" && minimumHosts === undefined;
}

/** The fewest queries that answer all the rules, in the order in which the rules need them. */
export function imageQueries(rules: readonly ComplianceRule[]): ImageQuery[] {
  const queries = new Map<string, ImageQuery>();
  for (const rule of rules) {
    for (const query of needsAllHosts(rule) ? [rule.image, {}] : [rule.image]) {
      const key = queryKey(query);
      if (!queries.has(key)) queries.set(key, query);
    }
  }
  return [...queries.values()];
}
