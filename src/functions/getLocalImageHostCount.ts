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
    "Counts the servers that hold a local container image, in Huawei Cloud HSS (ListLocalImageHosts). It sends one request " +
    "for any number of servers, so it is the right function for a deployment gate. `getLocalImageHosts` returns the servers.",
  input: z.strictObject({ ...localImageHosts.filters, ...scopeArguments }),
  output: z.object({
    totalNum: z.int().describe("Number of matching servers, as counted by HSS (`total_num`)."),
    present: z.boolean().describe("Whether any server matches."),
  }),
  async run({ region, projectId, ...filters }, context: FunctionContext, call) {
    // Also reads one row, because the count must not contradict it.
    const request = { region, projectId, filters, limit: 1 };
    const { totalNum } = await listRows(
      { functionName: name, operation: localImageHosts, noun: "hosts", request },
      context,
      call,
    );
    return { totalNum, present: totalNum > 0 };
  },
});
