import type { ComplianceMetadata } from "./complianceReport.js";
import { scopeKey, type ComplianceScope } from "./complianceScope.js";
import { queriedImage, type ImageQuery } from "./imageQueries.js";

/** A list that was read. */
export interface ReadList {
  query: ImageQuery;
  rows: readonly unknown[];
  /** Why it may be incomplete; undefined when it is exact. */
  drift: string | undefined;
  scope: ComplianceScope;
  requestIds: readonly string[];
  /** Images that could not be distinguished from others, each with the reason. */
  unverifiedImages: readonly string[];
}

/**
 * @param asOf milliseconds since the epoch.
 */
export function metadataOf(lists: readonly ReadList[], asOf: number): ComplianceMetadata {
  const incompleteBecause = lists.flatMap(({ query, drift }) =>
    drift === undefined
      ? []
      : [
          `The list of servers that hold ${queriedImage(query) || "any image"} changed while it was being read: ${drift}`,
        ],
  );
  return {
    asOf: new Date(asOf).toISOString(),
    scopes: [...new Map(lists.map(({ scope }) => [scopeKey(scope), scope])).values()],
    queries: lists.map(({ scope, query, rows }) => ({ ...scope, image: queriedImage(query), hosts: rows.length })),
    complete: incompleteBecause.length === 0,
    incompleteBecause,
    unverifiedImages: [...new Set(lists.flatMap(({ unverifiedImages }) => unverifiedImages))],
    requestIds: lists.flatMap(({ requestIds }) => requestIds).sort(),
  };
}
