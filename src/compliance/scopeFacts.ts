import type { CheckedHost } from "./checkedHost.js";
import type { ComplianceException, ComplianceRule } from "./complianceRule.js";
import type { ComplianceScope } from "./complianceScope.js";

/** An image that a rule is about, and the servers with it. */
export interface Holding {
  /** As `imageLabel` writes it; undefined if the servers were asked for by a name that several images may have. */
  image: string | undefined;
  /** The servers that hold the image or, for a rule about containers, that have a container of it. They may repeat. */
  hosts: readonly CheckedHost[];
  /** Set if the servers are not known: how many there are or, for a rule about containers, how many containers. */
  count?: number | "unknown" | undefined;
}

/** What HSS answered in one scope. */
export interface ScopeFacts {
  scope: ComplianceScope;
  /** The images that a rule is about: for `allow`, those that are not allowed. Rules about the same images get the same array. */
  holdingsOf: (rule: ComplianceRule) => readonly Holding[];
  /** The images of a rule that an exception with an image exempts, as `imageLabel` writes them. */
  exemptImages: (rule: ComplianceRule, exception: ComplianceException) => ReadonlySet<string>;
  /** The servers with any local image; read only if a rule is about every server. */
  all: readonly CheckedHost[];
}
