"""A user's program in an empty project: finds SDK and plugin where they were installed, and prints its outputs."""

import json
import sys

import pulumi
import pulumi_huaweicloud_hss as hss
from pulumi import automation as auto


def program() -> None:
    found = hss.get_local_image_hosts_output(image_name="log4j-demo")
    pulumi.export("totalNum", found.total_num)
    pulumi.export("hostIds", found.hosts.apply(lambda hosts: [host.host_id for host in hosts]))


stack = auto.create_or_select_stack(stack_name="test", project_name="installed", program=program)
# A preview must succeed in an empty project, too.
stack.preview()
json.dump({name: output.value for name, output in stack.up().outputs.items()}, sys.stdout)
