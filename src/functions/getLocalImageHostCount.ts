import { z } from "zod";
import { hostKey } from "../compliance/checkedHost.js";
import { localImageContainers } from "../hss/localImageContainers.js";
import { localImageHosts } from "../hss/localImageHosts.js";
import { defineFunction } from "../plugin/packageDefinition.js";
import type { FunctionContext } from "./functionContext.js";
import { imageMatch, unverifiedImages } from "./imageMatch.js";
import { listRows } from "./listRows.js";
import { presenceArgument, withoutHostName } from "./presenceArgument.js";
import { scopeArguments } from "./scopeArguments.js";

const name = "getLocalImageHostCount";

export const getLocalImageHostCount = defineFunction({
  name,
  description:
    "Says whether servers hold a local container image, and how many rows HSS lists for them (ListLocalImageHosts). It sends one " +
    "or two requests for any number of servers, so it is the right function for a deployment gate. It sends a few more if HSS " +
    "has images with similar names. `getLocalImageHosts` returns the servers. With `presence` `container`, it reads all containers of the image " +
    "and counts their servers: HSS does not count these, so this takes a request for each 199 containers.",
  input: z
    .strictObject({
      ...localImageHosts.filters,
      ...scopeArguments,
      imageMatch: imageMatch("exact"),
      ...presenceArgument,
    })
    .refine(({ presence, hostName }) => presence === "image" || hostName === undefined, withoutHostName),
  output: z.object({
    totalNum: z
      .int()
      .describe(
        "Rows that HSS lists (`total_num`): a server with two addresses or two container runtimes may have two. " +
          "`getLocalImageHostCidrs` counts servers. With `presence` `container`: the servers with a container of the image, each once.",
      ),
    present: z.boolean().describe("Whether any server matches."),
    unverifiedImages,
  }),
  async run({ region, projectId, imageMatch, presence, ...filters }, context: FunctionContext, call) {
    if (presence === "container") {
      const request = { region, projectId, filters };
      const listed = { functionName: name, operation: localImageContainers, noun: "containers", request, imageMatch };
      const { rows, unverifiedImages } = await listRows(listed, context, call);
      const totalNum = new Set(rows.map(hostKey)).size;
      return { totalNum, present: totalNum > 0, unverifiedImages };
    }
    // Also reads one row, because the count must not contradict it.
    const request = { region, projectId, filters, limit: 1 };
    const listed = { functionName: name, operation: localImageHosts, noun: "hosts", request, imageMatch };
    const { totalNum, unverifiedImages } = await listRows(listed, context, call);
    return { totalNum, present: totalNum > 0, unverifiedImages };
  },
});
