import pMap from "p-map";
import type { UnreadScope } from "../../compliance/complianceReport.js";
import { scopeKey, scopeText } from "../../compliance/complianceScope.js";
import { unreadText } from "../../compliance/unreadText.js";
import type { ReadList } from "../../compliance/metadataOf.js";
import type { ScopeFacts } from "../../compliance/scopeFacts.js";
import { ArgumentError } from "../../errors/argumentError.js";
import { HssError } from "../../errors/hssError.js";
import type { Call } from "../../plugin/packageDefinition.js";
import type { FunctionContext } from "../functionContext.js";
import { readScope, type ScopeReading } from "./readScope.js";
import type { ScopeRequest } from "./scopeRequest.js";

/** Each scope has its own quota at HSS, unless two are in the same project. */
const SCOPES_AT_ONCE = 8;

export interface ScopesReading {
  facts: readonly ScopeFacts[];
  lists: readonly ReadList[];
  /** As in `ImageFinder`. */
  unresolved: readonly string[];
  unread: readonly UnreadScope[];
}

/**
 * Reads the scopes side by side.
 * @param onScopeError what to do if a scope cannot be read: fail, or report it as unread
 */
export async function readScopes(
  requests: readonly ScopeRequest[],
  onScopeError: "error" | "report",
  context: FunctionContext,
  call: Call,
): Promise<ScopesReading> {
  const read = async (request: ScopeRequest): Promise<ScopeReading | UnreadScope> => {
    try {
      return await readScope(request, context, call);
    } catch (error) {
      const isOfScope = error instanceof HssError && !(error instanceof ArgumentError) && !call.signal.aborted;
      if (onScopeError === "error" || !isOfScope) throw error;
      const { functionName, region = "", projectId = "", enterpriseProjectId = "" } = request;
      const unread = { region, projectId, enterpriseProjectId, error: error.message.split("\n")[0] as string };
      call.warn(`${functionName}: the result is incomplete. ${unreadText(unread)}`);
      return unread;
    }
  };
  const all = await pMap(requests, read, { concurrency: SCOPES_AT_ONCE, signal: call.signal });
  const readings = all.filter((each) => "facts" in each);
  refuseSameScope(readings);
  return {
    facts: readings.map(({ facts }) => facts),
    lists: readings.flatMap(({ lists }) => lists),
    unresolved: [...new Set(readings.flatMap(({ unresolved }) => unresolved))],
    unread: all.filter((each) => "error" in each),
  };
}

/** Two scopes may turn out to be the same, for example if one names the provider's own region. Each violation would count twice. */
function refuseSameScope(readings: readonly ScopeReading[]): void {
  const known = new Set<string>();
  for (const { facts } of readings) {
    const key = scopeKey(facts.scope);
    if (known.has(key)) {
      throw new ArgumentError(
        "scopes",
        `Argument scopes has the same scope twice: ${scopeText(facts.scope)}.`,
        "Leave one of them out. What a scope does not name is the provider's.",
      );
    }
    known.add(key);
  }
}
