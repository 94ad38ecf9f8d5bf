"""Adds deny rules to a security group for the servers that hold a vulnerable image."""

import pulumi
import pulumi_huaweicloud as huaweicloud
import pulumi_huaweicloud_hss as hss

config = pulumi.Config()
image_name = config.require("imageName")
security_group_id = config.require("securityGroupId")

# The plain form of the call: a preview must show the rules that are made from its result.
found = hss.get_local_image_host_cidrs(image_name=image_name, aggregate="exact")

# In a preview in which the provider cannot be asked yet, both lists are None whatever their types say.
for cidr in found.cidrs or []:
    huaweicloud.vpc.SecgroupRule(
        f"deny-{cidr}",
        security_group_id=security_group_id,
        direction="ingress",
        ethertype="IPv6" if ":" in cidr else "IPv4",
        remote_ip_prefix=cidr,
        action="deny",
        priority=1,
        description=f"holds {image_name}",
    )

pulumi.export("denied", found.cidrs or [])
pulumi.export("withoutRule", [f"{each.host_name}: {each.reason}" for each in found.skipped or []])
