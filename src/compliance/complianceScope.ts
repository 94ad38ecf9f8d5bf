import { z } from "zod";

/** What was queried, as properties of everything that belongs to one scope. */
export const scopeShape = {
  region: z.string().describe("Region that was queried."),
  projectId: z.string().describe("ID of the project that was queried."),
  enterpriseProjectId: z.string().describe("Enterprise project that was queried; `0` is the default one."),
};

export const complianceScope = z
  .object(scopeShape)
  .describe("A region, project and enterprise project in which the rules were checked.")
  .meta({ id: "ComplianceScope" });

export type ComplianceScope = z.output<typeof complianceScope>;

/** A scope for people. Parts that are not known are left out. */
export function scopeText({ region, projectId, enterpriseProjectId }: ComplianceScope): string {
  const project = projectId && `project ${projectId}`;
  const enterpriseProject = enterpriseProjectId && `enterprise project ${enterpriseProjectId}`;
  return [region, project, enterpriseProject].filter((part) => part !== "").join(", ");
}

/** Identifies a scope. */
export function scopeKey({ region, projectId, enterpriseProjectId }: ComplianceScope): string {
  return JSON.stringify([region, projectId, enterpriseProjectId]);
}
