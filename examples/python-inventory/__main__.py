"""Exports the servers that hold an image: how many, their IDs, and how many by agent status."""

from collections import Counter

import pulumi
import pulumi_huaweicloud_hss as hss

image_name = pulumi.Config().get("imageName") or "nginx"
holders = hss.get_local_image_hosts_output(image_name=image_name, image_match="exact")

# In a preview in which the provider cannot be asked yet, the list is None whatever its type says.
hosts = holders.hosts.apply(lambda found: found or [])

pulumi.export("totalNum", holders.total_num)
pulumi.export("hostIds", hosts.apply(lambda found: [host.host_id for host in found]))
pulumi.export("byAgentStatus", hosts.apply(lambda found: dict(sorted(Counter(host.agent_status for host in found).items()))))
