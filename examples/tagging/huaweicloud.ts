import * as pulumi from "@pulumi/pulumi";

/**
 * The one resource of `huaweicloud/huaweicloud` that this program uses. In a project of your own, run
 * `pulumi package add terraform-provider huaweicloud/huaweicloud` and import the class from the SDK that it generates.
 */
export class TmsResourceTags extends pulumi.CustomResource {
  constructor(name: string, args: TmsResourceTagsArgs, options?: pulumi.CustomResourceOptions) {
    super("huaweicloud:index/tmsResourceTags:TmsResourceTags", name, { ...args }, options);
  }
}

export interface TmsResourceTagsArgs {
  projectId: pulumi.Input<string>;
  resources: pulumi.Input<{ resourceType: string; resourceId: string }[]>;
  tags: pulumi.Input<Record<string, string>>;
}
