import { z } from "zod";
import { domainOf } from "../auth/domainOf.js";
import { filter } from "../hss/filter.js";
import { defineFunction } from "../plugin/packageDefinition.js";
import type { FunctionContext } from "./functionContext.js";
import { withinTime } from "./withinTime.js";

const name = "getIdentity";

export const getIdentity = defineFunction({
  name,
  description:
    "Shows which identity the provider uses for Huawei Cloud, to find out why a pipeline lacks a permission: where its credentials come from, and " +
    "which region, project and account they lead to. IAM is asked, so that credentials which do not hold give its error. " +
    "No secret is returned.",
  input: z.strictObject({
    region: filter.text("Region to look at instead of the provider's, for example `cn-north-4`."),
    projectId: filter.text("ID of the project to look at instead of the provider's."),
  }),
  output: z.object({
    source: z.string().describe("Where the credentials were found, for example `environment (HW_*)`."),
    method: z
      .enum(["token", "accessKey", "password", "ecsAgency"])
      .describe("What they are: a ready token, an access key, a user's password, or the agency of the ECS server."),
    agencyName: z.string().describe("The agency that is taken on with them; empty for none."),
    region: z.string().describe("Region that is asked."),
    projectId: z.string().describe("ID of the project that is asked about."),
    domainId: z.string().describe("ID of the account that is acted in, by the word of IAM."),
    domainName: z.string().describe("Name of that account."),
  }),
  async run(args, context: FunctionContext, call) {
    const { caller, domain } = await withinTime(name, context, call, async ({ signal }) => {
      const caller = await context.callers.resolve(args, signal);
      call.asking?.();
      return { caller, domain: await domainOf(caller, context.http, signal) };
    });
    return {
      source: caller.source,
      method: caller.method,
      agencyName: caller.agency?.name ?? "",
      region: caller.region,
      projectId: caller.projectId,
      domainId: domain.id,
      domainName: domain.name,
    };
  },
});
