import assert from "node:assert/strict";
import { join } from "node:path";
import { EMULATED_REGION, startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { PYTHON } from "../support/available.js";
import { homeFolder } from "../support/homeFolder.js";
import { IDP, idToken } from "../support/idToken.js";
import { ProviderProcess } from "../support/providerProcess.js";
import { askVendorSdkWith, installVendorSdk, type SdkPage } from "./vendorSdk.js";
import { atServer } from "./withKeys.js";

interface Asked {
  request: string;
  idp: string | undefined;
  body: unknown;
}

(PYTHON ? describe : describe.skip)(
  "the vendor's SDK with a token of an identity provider (needs Python)",
  function () {
    this.timeout(300_000);
    let emulator: Emulator;
    let asked: Asked[] = [];
    let home: { path: string; remove(): Promise<void> };

    before(async () => {
      await installVendorSdk();
      home = await homeFolder({ "id-token": `${idToken({ exp: 4_000_000_000 })}\n` });
      emulator = await startEmulator({ hosts: 12 });
      emulator.intercept = ({ method, path, headers, body }) => {
        if (body !== "") asked.push({ request: `${method} ${path}`, idp: headers["x-idp-id"], body: JSON.parse(body) });
        return false;
      };
    });
    beforeEach(() => {
      asked = [];
    });
    after(async () => {
      await emulator.close();
      await home.remove();
    });

    const variables = () => ({
      HUAWEICLOUD_SDK_IDP_ID: IDP.id,
      HUAWEICLOUD_SDK_ID_TOKEN_FILE: join(home.path, "id-token"),
    });
    it("is let in by the emulator, and the provider asks the same with the same variables", async () => {
      const env = { ...variables(), HUAWEICLOUD_SDK_IAM_ENDPOINT: emulator.url };
      const calls = [
        {
          operation: "ListLocalImageHosts" as const,
          request: { region: EMULATED_REGION, enterprise_project_id: "all_granted_eps", limit: 10 },
        },
      ];
      const [page] = await askVendorSdkWith<SdkPage>(emulator.url, env, calls);
      assert.equal(page?.total_num, 12);
      const [federation, keys, ...others] = asked;
      assert.equal(keys?.request, "POST /v3.0/OS-CREDENTIAL/securitytokens");
      assert.deepEqual(others, []);

      asked = [];
      const plugin = await ProviderProcess.configured(atServer(emulator.url), variables());
      try {
        assert.equal(
          (await plugin.invoke("getLocalImageHosts", { enterpriseProjectId: "all_granted_eps" })).result.totalNum,
          12,
        );
      } finally {
        await plugin.stop();
      }
      assert.deepEqual(
        // The SDK sends the token of IAM in the body. The documents recommend the header.
        asked.map((each) => [each.request, each.idp]),
        [
          ["POST /v3.0/OS-AUTH/id-token/tokens", IDP.id],
          ["POST /v3.0/OS-CREDENTIAL/securitytokens", undefined],
        ],
      );
      assert.deepEqual(asked[0], federation);
    });
  },
);
