import { z } from "zod";
import { localImageHosts } from "../hss/localImageHosts.js";
import { defineFunction } from "../plugin/packageDefinition.js";
import type { FunctionContext } from "./functionContext.js";
import { listRows } from "./listRows.js";
import { scopeArguments } from "./scopeArguments.js";

const name = "getLocalImageHostCount";

export const getLocalImageHostCount = defineFunction({
  name,
  description:
    "Counts the servers that hold a local container image, by Huawei Cloud HSS (ListLocalImageHosts). It costs one request " +
    "however many they are, and so is the right call for a gate; `getLocalImageHosts` says which they are.",
  input: z.strictObject({ ...localImageHosts.filters, ...scopeArguments }),
  output: z.object({
    totalNum: z.int().describe("Servers that match, by the server's count (`total_num`)."),
    present: z.boolean().describe("Whether any server matches."),
  }),
  async run({ region, projectId, ...filters }, context: FunctionContext, call) {
    // One row is asked for along with the count, which must not contradict it.
    const request = { region, projectId, filters, limit: 1 };
    const { totalNum } = await listRows(
      { functionName: name, operation: localImageHosts, noun: "hosts", request },
      context,
      call,
    );
    return { totalNum, present: totalNum > 0 };
  },
});
