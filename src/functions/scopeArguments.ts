import { filter } from "../hss/filter.js";

/** The arguments that all list functions have besides their filters. */
export const scopeArguments = {
  enterpriseProjectId: filter.text(
    "Enterprise project to query (`enterprise_project_id`): an ID, `0` for the default one, or `all_granted_eps` for " +
      "all that the user may read. Default: the provider's setting, or the default enterprise project if it has none.",
  ),
  region: filter.text("Region to query instead of the provider's, for example `cn-north-4`."),
  projectId: filter.text("ID of the project to query instead of the provider's."),
};
