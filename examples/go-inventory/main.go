// Exports the servers that hold an image: how many, their IDs, and how many by agent status.
package main

import (
	"github.com/pulumi-huaweicloud-hss/pulumi-huaweicloud-hss/sdk/go/huaweicloudhss"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
)

func main() {
	pulumi.Run(inventory)
}

func inventory(ctx *pulumi.Context) error {
	imageName := config.New(ctx, "").Get("imageName")
	if imageName == "" {
		imageName = "nginx"
	}
	holders := huaweicloudhss.GetLocalImageHostsOutput(ctx, huaweicloudhss.GetLocalImageHostsOutputArgs{
		ImageName:  pulumi.StringPtr(imageName),
		ImageMatch: huaweicloudhss.ImageMatchExact,
	})
	hosts := holders.Hosts()

	ctx.Export("totalNum", holders.TotalNum())
	ctx.Export("hostIds", hosts.ApplyT(func(found []huaweicloudhss.LocalImageHost) []string {
		ids := make([]string, len(found))
		for i, host := range found {
			ids[i] = host.HostId
		}
		return ids
	}))
	ctx.Export("byAgentStatus", hosts.ApplyT(func(found []huaweicloudhss.LocalImageHost) map[string]int {
		counts := map[string]int{}
		for _, host := range found {
			counts[host.AgentStatus]++
		}
		return counts
	}))
	return nil
}
