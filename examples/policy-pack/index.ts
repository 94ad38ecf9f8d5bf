import { PolicyPack } from "@pulumi/policy";
import { createClient } from "pulumi-huaweicloud-hss/client";
import { imageRules, type Check } from "./imageRules";

// Region and credentials come from the environment, as they do for the provider: HW_REGION_NAME, HW_ACCESS_KEY, …
const client = createClient({}, { env: process.env });

const check: Check = (ruleFile) =>
  client.localImageCompliance(
    { ruleFile },
    {
      onWarning: (warning) => {
        process.emitWarning(warning);
      },
    },
  );

new PolicyPack("huaweicloud-hss", { policies: [imageRules("mandatory", check), imageRules("advisory", check)] });
