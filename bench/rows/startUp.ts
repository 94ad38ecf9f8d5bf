import { spawn } from "node:child_process";
import { once } from "node:events";
import { nodeBinary, NODE_VERSIONS } from "../../scripts/nodeBinary.mjs";
import { EXECUTABLE } from "../../test/support/providerProcess.js";
import { sideBySide } from "../measure.js";
import { inMs, times, type Row } from "../row.js";

const MANY = 4;
const MOST_RATIO = 4;

const untilPort = (node: string) => async (): Promise<number> => {
  const started = performance.now();
  const child = spawn(node, [EXECUTABLE], { stdio: ["ignore", "pipe", "ignore"] });
  await once(child.stdout, "data");
  const ms = performance.now() - started;
  const exited = once(child, "exit");
  // Not killed outright: Node writes its cache of compiled code at the end.
  child.kill("SIGTERM");
  await exited;
  return ms;
};

const bareNode = (node: string) => async (): Promise<number> => {
  const started = performance.now();
  await once(spawn(node, ["-e", "0"], { stdio: "ignore" }), "exit");
  return performance.now() - started;
};

/** From the second start on, with what Node kept of the first. */
export const startUp: Row = {
  name: "start",
  async measure(runs) {
    const lines = [];
    for (const line of [24, 20] as const) {
      const node = nodeBinary(NODE_VERSIONS[line]);
      const sides = [{ run: untilPort(node) }, { run: bareNode(node) }];
      const [ours = NaN, bare = NaN] = await sideBySide(sides, runs * MANY);
      lines.push({
        what: `start to printed port on Node ${line}, over \`node -e 0\``,
        ours: inMs(ours),
        other: inMs(bare),
        ratio: times(ours / bare),
        ...(line === 24 ? { toReach: `≤ ${MOST_RATIO} ×`, reached: ours / bare <= MOST_RATIO } : { toReach: "" }),
        memory: "",
      });
    }
    return lines;
  },
};
