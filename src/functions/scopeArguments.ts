import { filter } from "../hss/filter.js";

/** The arguments that all functions have beside their filters. */
export const scopeArguments = {
  enterpriseProjectId: filter.text(
    "Enterprise project to ask about (`enterprise_project_id`): an ID, `0` for the default one, or `all_granted_eps` for " +
      "all that the user may read. Default: the provider's, else the default enterprise project.",
  ),
  region: filter.text("Region to ask instead of the provider's, for example `cn-north-4`."),
  projectId: filter.text("ID of the project to ask instead of the provider's."),
};
