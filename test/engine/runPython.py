"""Runs a Python program with the real engine, through preview and up, and prints its outputs as JSON.

The project is the one in the current folder; the API is the one that the environment (HW_...) names.
"""

import json
import os
import runpy
import sys

from pulumi import automation as auto

main, project, image = sys.argv[1:]

stack = auto.create_or_select_stack(
    stack_name="test",
    project_name=project,
    program=lambda: runpy.run_path(main, run_name="__main__"),
    opts=auto.LocalWorkspaceOptions(work_dir=os.getcwd()),
)
stack.set_config("imageName", auto.ConfigValue(image))
stack.preview()
json.dump({name: output.value for name, output in stack.up().outputs.items()}, sys.stdout)
