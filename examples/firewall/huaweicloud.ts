import * as pulumi from "@pulumi/pulumi";

/**
 * The one resource of `huaweicloud/huaweicloud` that this program uses. In a project of your own, run
 * `pulumi package add terraform-provider huaweicloud/huaweicloud` and import the class from the SDK that it generates.
 */
export class NetworkingSecgroupRule extends pulumi.CustomResource {
  constructor(name: string, args: NetworkingSecgroupRuleArgs, options?: pulumi.CustomResourceOptions) {
    super("huaweicloud:index/networkingSecgroupRule:NetworkingSecgroupRule", name, { ...args }, options);
  }
}

export interface NetworkingSecgroupRuleArgs {
  securityGroupId: pulumi.Input<string>;
  direction: pulumi.Input<"ingress" | "egress">;
  ethertype: pulumi.Input<"IPv4" | "IPv6">;
  remoteIpPrefix: pulumi.Input<string>;
  action?: pulumi.Input<"allow" | "deny">;
  priority?: pulumi.Input<number>;
  description?: pulumi.Input<string>;
}
