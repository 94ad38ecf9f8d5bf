import pulumi
import pulumi_huaweicloud_hss as hss

ireland = hss.Provider("ireland", region="eu-west-101", enterprise_project_id="all_granted_eps")
found = hss.get_local_image_hosts_output(image_name="nginx", opts=pulumi.InvokeOptions(provider=ireland))

pulumi.export("holders", found.total_num)
