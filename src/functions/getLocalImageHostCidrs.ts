import { z } from "zod";
import { hostCidrs } from "../addresses/hostCidrs.js";
import { localImageHosts } from "../hss/localImageHosts.js";
import { defineFunction } from "../plugin/packageDefinition.js";
import { input } from "../schema/input.js";
import { consistencyArgument } from "./consistencyArgument.js";
import type { FunctionContext } from "./functionContext.js";
import { imageMatch, unverifiedImages } from "./imageMatch.js";
import { listHostsWithContainers } from "./listHostsWithContainers.js";
import { listRows } from "./listRows.js";
import { presenceArgument, withoutHostName } from "./presenceArgument.js";
import { scopeArguments } from "./scopeArguments.js";

const agentStatuses = z
  .array(input.text("An agent status."), { error: "must be a list of agent statuses" })
  .min(1, "must contain at least one status")
  .optional()
  .describe(
    "Agent statuses of the servers to include, for example `online`. A status must match exactly. Default: all.",
  );

const skippedAddress = z
  .object({
    hostId: z.string().describe("ID of the server, a UUID."),
    hostName: z.string().describe("Name of the server."),
    address: z.string().describe('The address as HSS reports it; "" if the server has none.'),
    reason: z.string().describe("Why no prefix covers the address, for example `it has no public address`."),
  })
  .describe("A server's address that no prefix covers, or a server without an address.")
  .meta({ id: "SkippedAddress" });

const name = "getLocalImageHostCidrs";

export const getLocalImageHostCidrs = defineFunction({
  name,
  description:
    "Gets the addresses of the servers that hold a local container image, as prefixes for firewall and security-group rules. " +
    "The servers are those of `getLocalImageHosts` with the same arguments, all of them or the call fails, under the same condition: " +
    "a server that moves in the list while it is read can be missed, unless `consistency` is `snapshot`. An address that is malformed, or that a server " +
    "cannot be reached by (unspecified, loopback, link-local, multicast, IPv4 in IPv6 form, reserved), is never among the prefixes: " +
    "look at `skipped` before relying on the rules. With `presence` `container`, the containers are read first, and then the servers that hold the image, " +
    "which also have the status of their agents and all their addresses. A server that has a container but no longer the image has neither: only the " +
    "address that its container's row has, and no agent status.",
  input: z
    .strictObject({
      ...localImageHosts.filters,
      ...scopeArguments,
      ...consistencyArgument,
      imageMatch: imageMatch("exact"),
      ...presenceArgument,
      addressKind: input
        .choice(["private", "public", "both"], "Which addresses of the servers to return.")
        .default("private"),
      agentStatuses,
      aggregate: input
        .choice(
          {
            none: "one prefix for each address.",
            exact: "the fewest prefixes that cover these addresses and no others.",
          },
          "How addresses are combined.",
        )
        .default("none"),
    })
    .refine(({ presence, hostName }) => presence === "image" || hostName === undefined, withoutHostName),
  output: z.object({
    cidrs: z
      .array(z.string())
      .describe(
        "The prefixes, such as `192.168.0.12/32`, without duplicates, in numeric order, IPv4 before IPv6. Empty if no server matches.",
      ),
    skipped: z
      .array(skippedAddress)
      .describe("Every address that no prefix covers, and every server without an address, with the reason."),
    hostCount: z
      .int()
      .describe("Servers that match, those in `skipped` included; one with two container runtimes counts once."),
    unverifiedImages,
  }),
  async run(args, context: FunctionContext, call) {
    const { addressKind, agentStatuses, aggregate, presence, imageMatch, region, projectId, consistency, ...filters } =
      args;
    const listed = { functionName: name, request: { region, projectId, consistency, filters }, imageMatch };
    const { rows, unverifiedImages } =
      presence === "image"
        ? await listRows({ ...listed, operation: localImageHosts, noun: "hosts" }, context, call)
        : await listHostsWithContainers(listed, context, call);
    const hosts = rows.filter(({ agentStatus }) => agentStatuses?.includes(agentStatus) ?? true);
    const servers = new Set(hosts.map((host) => host.hostId || localImageHosts.identity(host)));
    return {
      ...hostCidrs(hosts, addressKind, aggregate),
      hostCount: servers.size,
      unverifiedImages,
    };
  },
});
