import { z } from "zod";
import { domainOf } from "../auth/domainOf.js";
import { filter } from "../hss/filter.js";
import { defineFunction } from "../plugin/packageDefinition.js";
import type { FunctionContext } from "./functionContext.js";
import { input } from "../schema/input.js";
import { withinTime } from "./withinTime.js";

const name = "getIdentity";

export const getIdentity = defineFunction({
  name,
  description:
    "Shows which identity the provider uses for Huawei Cloud: where its credentials come from, and " +
    "which region, project and account it uses. Call it to find out why a pipeline lacks a permission. It queries IAM, so invalid credentials cause an error. " +
    "No secret is returned.",
  input: z.strictObject({
    region: filter.text("Region to use instead of the provider's, for example `cn-north-4`."),
    projectId: filter.text("ID of the project to use instead of the provider's."),
  }),
  output: z.object({
    source: z.string().describe("Where the credentials were found, for example `environment (HW_*)`."),
    method: input.choice(
      {
        token: "a token.",
        accessKey: "an access key.",
        password: "a user's password.",
        ecsAgency: "the agency of the ECS server.",
        oidc: "the token of an identity provider (OIDC).",
      },
      "Type of the credentials.",
      "CredentialMethod",
    ),
    agencyName: z
      .string()
      .describe("Name of the agency that the provider assumes, the last one of several; empty if it assumes none."),
    region: z.string().describe("Region that the provider uses."),
    projectId: z.string().describe("ID of the project that the provider uses."),
    domainId: z.string().describe("ID of the account that the provider acts in, as IAM reports it."),
    domainName: z.string().describe("Name of that account."),
  }),
  async run(args, context: FunctionContext, call) {
    const { caller, domain } = await withinTime(name, context, call, async ({ signal }) => {
      const caller = await context.callers.resolve(args, signal);
      call.sending?.();
      return { caller, domain: await domainOf(caller, context.http, signal) };
    });
    return {
      source: caller.source,
      method: caller.method,
      agencyName: caller.agencies.at(-1)?.name ?? "",
      region: caller.region,
      projectId: caller.projectId,
      domainId: domain.id,
      domainName: domain.name,
    };
  },
});
