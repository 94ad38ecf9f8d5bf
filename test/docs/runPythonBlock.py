"""Runs a Python program under Pulumi's mocks, whose function calls the server at ANSWERS answers.

Prints the names of its exports, and the resources that it makes.
"""

import asyncio
import json
import os
import runpy
import sys
import urllib.request

import pulumi
from pulumi.runtime.stack import wait_for_rpcs


class Mocks(pulumi.runtime.Mocks):
    def new_resource(self, args):
        resources.append({"type": args.typ, "name": args.name, "inputs": args.inputs})
        return [f"{args.name}-id", args.inputs]

    def call(self, args):
        body = json.dumps({"token": args.token, "args": args.args}).encode()
        with urllib.request.urlopen(urllib.request.Request(os.environ["ANSWERS"], data=body)) as response:
            answer = json.load(response)
        return answer["result"], []


# Pulumi binds what it makes to the loop that is current.
loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
exports = {}
resources = []
pulumi.export = exports.__setitem__
pulumi.runtime.set_mocks(Mocks(), project="docs", stack="test", preview=False)
pulumi.runtime.set_all_config({f"docs:{key}": value for key, value in json.loads(os.environ["CONFIGURATION"]).items()})


async def run():
    runpy.run_path(sys.argv[1], run_name="__main__")
    values = await pulumi.Output.all(**exports).future()
    # Resources that no export refers to may still be on their way.
    await wait_for_rpcs()
    return values


values = loop.run_until_complete(run())
empty = [name for name, value in values.items() if value is None]
if empty:
    sys.exit(f"exported without a value: {', '.join(empty)}")
json.dump({"exports": sorted(values), "resources": resources}, sys.stdout)
