import { EMULATED_PROJECT_ID, EMULATED_REGION } from "../src/emulator/emulator.js";

export const HOSTS_PATH = `/v5/${EMULATED_PROJECT_ID}/image/local/hosts`;
export const TOKEN = "emulated-token";
const ALL = "all_granted_eps";
/** What a request must have beside `offset` and `limit`. */
export const QUERY = `enterprise_project_id=${ALL}`;
export const HEADERS = { region: EMULATED_REGION, "x-auth-token": TOKEN };
export const CONCURRENCY = 16;

/** The provider's configuration for the page server at `url`. */
export function configurationFor(url: string): Record<string, string> {
  return {
    region: EMULATED_REGION,
    projectId: EMULATED_PROJECT_ID,
    token: TOKEN,
    endpoint: url,
    enterpriseProjectId: ALL,
  };
}
