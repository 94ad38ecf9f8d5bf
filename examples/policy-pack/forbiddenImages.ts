import { UnknownValueError, type PolicyResource, type StackValidationPolicy } from "@pulumi/policy";

/** An image, by at least one of its name, version and digest. */
export interface Image {
  name?: string;
  version?: string;
  digest?: string;
}

/** Asks HSS which servers hold an image. */
export type HostsOf = (image: Image) => Promise<readonly { hostId: string; agentStatus: string }[]>;

interface Settings {
  images: Image[];
  serverTypes?: string[];
}

/** Elastic Cloud Servers, as a Terraform provider in Pulumi and as a bridged one name them. */
const SERVER_TYPES = ["huaweicloud:index/computeInstance:ComputeInstance", "huaweicloud:Ecs/instance:Instance"];

/**
 * No server of the stack may hold one of the images. A pack sees resources and no function results, so that it asks HSS
 * itself, once for each image and once for the whole stack.
 */
export function forbiddenImages(hostsOf: HostsOf): StackValidationPolicy {
  return {
    name: "forbidden-images",
    description:
      "Servers of the stack must not hold forbidden container images, by what Huawei Cloud HSS has found on them.",
    enforcementLevel: "mandatory",
    severity: "critical",
    configSchema: {
      properties: {
        images: {
          type: "array",
          minItems: 1,
          items: {
            type: "object",
            minProperties: 1,
            additionalProperties: false,
            properties: { name: { type: "string" }, version: { type: "string" }, digest: { type: "string" } },
          },
        },
        serverTypes: { type: "array", items: { type: "string" } },
      },
      required: ["images"],
    },
    async validateStack(args, reportViolation) {
      const { images, serverTypes = SERVER_TYPES } = args.getConfig<Settings>();
      const servers = new Map<string, PolicyResource>();
      for (const resource of args.resources) {
        const id = serverTypes.includes(resource.type) ? knownId(resource) : undefined;
        if (id !== undefined) servers.set(id, resource);
      }
      if (servers.size === 0) args.notApplicable("The stack has no servers yet.");
      for (const image of images) {
        for (const { hostId, agentStatus } of await hostsOf(image)) {
          const server = servers.get(hostId);
          if (server === undefined) continue;
          const stale = agentStatus === "online" ? "" : "; its HSS agent is not online, so this may be out of date";
          // By ID: a CI system could take a name for a command when it stands in a log.
          reportViolation(`Server ${hostId} holds the forbidden image ${imageText(image)}${stale}`, server.urn);
        }
      }
    },
  };
}

/** The server's ID; undefined before it is created, when it holds no image yet either. */
function knownId({ props }: PolicyResource): string | undefined {
  try {
    return props.id as string | undefined;
  } catch (error) {
    if (error instanceof UnknownValueError) return undefined;
    throw error;
  }
}

function imageText({ name = "*", version, digest }: Image): string {
  return `${name}${version === undefined ? "" : `:${version}`}${digest === undefined ? "" : `@${digest}`}`;
}
