package main

import (
	"github.com/pulumi-huaweicloud-hss/pulumi-huaweicloud-hss/sdk/go/huaweicloudhss"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		ireland, err := huaweicloudhss.NewProvider(ctx, "ireland", &huaweicloudhss.ProviderArgs{
			Region:              pulumi.String("eu-west-101"),
			EnterpriseProjectId: pulumi.String("all_granted_eps"),
		})
		if err != nil {
			return err
		}
		found := huaweicloudhss.GetLocalImageHostsOutput(ctx, huaweicloudhss.GetLocalImageHostsOutputArgs{
			ImageName: pulumi.String("nginx"),
		}, pulumi.Provider(ireland))

		ctx.Export("holders", found.TotalNum())
		return nil
	})
}
