import type { ComplianceMetadata, UnreadScope } from "./complianceReport.js";
import { scopeKey, type ComplianceScope } from "./complianceScope.js";
import { unreadText } from "./unreadText.js";

/** A list that was read. */
export interface ReadList {
  /** What its rows are. */
  list: "hosts" | "containers" | "images" | "vulnerabilities";
  /** The image or, for lists of images, the part of their names or the CVE that they were asked for with; "" for any image. */
  image: string;
  rows: readonly unknown[];
  /** Why it may be incomplete; undefined when it is exact. */
  drift: string | undefined;
  scope: ComplianceScope;
  requestIds: readonly string[];
  /** Images that could not be distinguished from others, each with the reason. */
  unverifiedImages: readonly string[];
}

/**
 * @param unresolved images that rules may be about, each with the rule and what HSS does not say
 * @param asOf milliseconds since the epoch.
 */
export function metadataOf(
  lists: readonly ReadList[],
  unresolved: readonly string[],
  unread: readonly UnreadScope[],
  asOf: number,
): ComplianceMetadata {
  const incompleteBecause = [
    ...unread.map(unreadText),
    ...lists.flatMap((read) =>
      read.drift === undefined ? [] : [`The list of ${nounOf(read)} changed while it was being read: ${read.drift}`],
    ),
  ];
  return {
    asOf: new Date(asOf).toISOString(),
    scopes: [...new Map(lists.map(({ scope }) => [scopeKey(scope), scope])).values()],
    unreadScopes: [...unread],
    queries: lists.map(({ scope, list, image, rows }) => ({ ...scope, list, image, hosts: rows.length })),
    complete: incompleteBecause.length === 0,
    incompleteBecause,
    unverifiedImages: [...new Set(lists.flatMap(({ unverifiedImages }) => unverifiedImages))],
    unresolved: [...unresolved],
    requestIds: [...new Set(lists.flatMap(({ requestIds }) => requestIds))].sort(),
  };
}

function nounOf({ list, image }: ReadList): string {
  if (list === "images") return image === "" ? "images" : `images with ${image} in their names`;
  if (list === "vulnerabilities") return `images with ${image}`;
  if (list === "containers") return `containers of ${image}`;
  return `servers that hold ${image || "any image"}`;
}
