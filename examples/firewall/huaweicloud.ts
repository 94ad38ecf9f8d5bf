import * as pulumi from "@pulumi/pulumi";

/**
 * The one resource of `huaweicloud/huaweicloud` that this program uses. In a project of your own, run
 * `pulumi package add terraform-provider huaweicloud/huaweicloud` and import the class from the SDK that it generates.
 * The arguments are those of `huaweicloud_networking_secgroup_rule` in version 1.97.1 of the Terraform provider.
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
  /** Default: allow. */
  action?: pulumi.Input<"allow" | "deny">;
  /** 1 to 100. Default: 1. */
  priority?: pulumi.Input<number>;
  /** At most 255 characters, without < and >. */
  description?: pulumi.Input<string>;
}
