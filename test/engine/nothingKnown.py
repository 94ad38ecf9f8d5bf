"""Runs a Python program under mocks that answer like the engine while the provider cannot be asked: with nothing."""

import runpy
import sys

import pulumi


class NothingKnown(pulumi.runtime.Mocks):
    def new_resource(self, args):
        return ["id", {}]

    def call(self, args):
        return {}


pulumi.runtime.set_mocks(NothingKnown(), project="python-inventory", stack="test", preview=True)
exports = {}
pulumi.export = lambda name, value: exports.update({name: value})


@pulumi.runtime.test
def program():
    runpy.run_path(sys.argv[1], run_name="__main__")
    return pulumi.Output.all(**exports).apply(check)


def check(outputs):
    assert outputs == {"totalNum": None, "hostIds": [], "byAgentStatus": {}}, outputs


program()
