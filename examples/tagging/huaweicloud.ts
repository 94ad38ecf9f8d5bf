import * as pulumi from "@pulumi/pulumi";

/**
 * The one resource of `huaweicloud/huaweicloud` that this program uses. In a project of your own, run
 * `pulumi package add terraform-provider huaweicloud/huaweicloud` and import the class from the SDK that it generates.
 * The arguments are those of `huaweicloud_tms_resource_tags` in version 1.97.1 of the Terraform provider.
 */
export class TmsResourceTags extends pulumi.CustomResource {
  constructor(name: string, args: TmsResourceTagsArgs, options?: pulumi.CustomResourceOptions) {
    super("huaweicloud:index/tmsResourceTags:TmsResourceTags", name, { ...args }, options);
  }
}

export interface TmsResourceTagsArgs {
  /** Required for resources that belong to a project, such as servers. */
  projectId?: pulumi.Input<string>;
  resources: pulumi.Input<{ resourceType: string; resourceId: string }[]>;
  /**
   * Keys have 1 to 36 letters, digits, hyphens and underscores; values have at most 43, and may also contain periods. Letters are
   * English or Chinese.
   */
  tags: pulumi.Input<Record<string, string>>;
}
