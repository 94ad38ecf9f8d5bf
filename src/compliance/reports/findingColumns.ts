import { scopeText, type ComplianceScope } from "../complianceScope.js";
import type { Severity } from "../complianceRule.js";
import { cellText } from "./cellText.js";
import type { Part } from "./markup.js";
import { severityMark } from "./severityMark.js";
import type { TableColumn } from "./tableColumn.js";

interface Finding extends ComplianceScope {
  severity: Severity;
  rule: string;
  hostName?: string | undefined;
  hostId?: string | undefined;
}

const SEVERITY: TableColumn<Finding> = { title: "Severity", cell: ({ severity }) => severityMark(severity) };
const RULE: TableColumn<Finding> = { title: "Rule", cell: ({ rule }) => rule };
const SERVER: TableColumn<Finding> = { title: "Server", second: "Server ID", cell: server };
const SCOPE: TableColumn<Finding> = { title: "Scope", cell: scopeText };

/** What all findings have: severity, rule and server, and the scope if there are several. */
export function findingColumns(scopes: readonly ComplianceScope[]): TableColumn<Finding>[] {
  return [SEVERITY, RULE, SERVER, ...(scopes.length > 1 ? [SCOPE] : [])];
}

function server({ hostName, hostId }: Finding): Part {
  if (hostName === undefined || hostId === undefined) return "not known";
  return hostName === "" && hostId === "" ? "no single server" : cellText(hostName, hostId);
}
