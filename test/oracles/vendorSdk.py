"""Speaks for the vendor's Python SDK, with one line of JSON for each answer.

`models` prints the models of each list query: the names on the wire and the types in its request, its page and its rows.
`ask <endpoint>` reads one call a line, {"operation", "request"}, and prints the answer as the SDK understands it, or
{"error"}. `regions` prints the addresses of HSS, and those of IAM, by region. The SDK takes its credentials from the environment (HUAWEICLOUD_SDK_...).
"""

import json
import sys

from huaweicloudsdkcore.auth import endpoint as iam_regions
from huaweicloudsdkcore.exceptions.exceptions import SdkException
from huaweicloudsdkhss import v5 as hss
from huaweicloudsdkhss.v5.region.hss_region import HssRegion

METHODS = {
    "ListLocalImageHosts": "list_local_image_hosts",
    "ListImageLocal": "list_image_local",
    "ListLocalImageContainers": "list_local_image_containers",
    "ListGeneralImageVuls": "list_general_image_vuls",
    "ListVulAffectImages": "list_vul_affect_images",
}


def model(name):
    definition = getattr(hss, name)
    return {definition.attribute_map[attribute]: kind for attribute, kind in definition.openapi_types.items()}


def models():
    for operation in METHODS:
        page = model(f"{operation}Response")
        row = page["data_list"].removeprefix("list[").removesuffix("]")
        yield {"operation": operation, "request": model(f"{operation}Request"), "page": page, "row": model(row)}


def ask(endpoint):
    client = hss.HssClient.new_builder().with_endpoint(endpoint).build()
    for line in sys.stdin:
        call = json.loads(line)
        request = getattr(hss, f"{call['operation']}Request")(**call["request"])
        try:
            yield getattr(client, METHODS[call["operation"]])(request).to_dict()
        except SdkException as error:
            yield {"error": str(error)}


def regions():
    for name, region in HssRegion.static_fields.items():
        yield {"region": name, "service": "hss", "address": region.endpoint}
    for name in [*HssRegion.static_fields, "eu-west-0"]:
        address = iam_regions.get_iam_endpoint_by_id(name, "")
        if address:
            yield {"region": name, "service": "iam", "address": address}


def main(command, *args):
    for answer in {"models": models, "ask": ask, "regions": regions}[command](*args):
        print(json.dumps(answer))


main(*sys.argv[1:])
