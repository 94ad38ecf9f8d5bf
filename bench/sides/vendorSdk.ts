// The vendor SDK's client, page after page until one is empty, as its examples do it.
import core from "@huaweicloud/huaweicloud-sdk-core";
import { HcClient } from "@huaweicloud/huaweicloud-sdk-core/HcClient.js";
import { DefaultHttpClient } from "@huaweicloud/huaweicloud-sdk-core/http/DefaultHttpClient.js";
import type { SdkResponse } from "@huaweicloud/huaweicloud-sdk-core/SdkResponse.js";
import { EMULATED_PROJECT_ID, EMULATED_REGION } from "../../src/emulator/emulator.js";
import { argument, side } from "./side.js";

const credential = new core.BasicCredentials()
  .withAk("EMULATEDACCESSKEY001")
  .withSk("emulated-secret-key")
  .withProjectId(EMULATED_PROJECT_ID);
// Its ClientBuilder requires a package that it does not declare; this is what it builds.
const endpoints = [argument(0)];
const client = new HcClient(new DefaultHttpClient({}, endpoints)).withCredential(credential).withEndpoints(endpoints);

side(async () => {
  const rows: unknown[] = [];
  for (;;) {
    const page = await client.sendRequest<SdkResponse & { data_list: unknown[] }>({
      method: "GET",
      url: "/v5/{project_id}/image/local/hosts",
      contentType: "application/json",
      queryParams: { limit: 200, offset: rows.length },
      pathParams: { project_id: EMULATED_PROJECT_ID },
      headers: { region: EMULATED_REGION },
    });
    if (page.data_list.length === 0) return rows;
    rows.push(...page.data_list);
  }
});
