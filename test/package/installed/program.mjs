// A user's program in an empty project: finds SDK and plugin where they were installed, and prints its outputs.
import * as hss from "pulumi-huaweicloud-hss";
import { LocalWorkspace } from "@pulumi/pulumi/automation/index.js";

const stack = await LocalWorkspace.createOrSelectStack({
  stackName: "test",
  projectName: "installed",
  program: () => {
    const { totalNum, hosts } = hss.getLocalImageHostsOutput({ imageName: "log4j-demo" });
    return Promise.resolve({ totalNum, hostIds: hosts.apply((found) => found.map(({ hostId }) => hostId)) });
  },
});
// A preview must succeed in an empty project, too.
await stack.preview();
const { outputs } = await stack.up();
console.log(JSON.stringify({ totalNum: outputs.totalNum.value, hostIds: outputs.hostIds.value }));
