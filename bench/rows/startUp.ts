import { spawn } from "node:child_process";
import { once } from "node:events";
import { sideBySide } from "../measure.js";
import { inMs, times, type Row } from "../row.js";
import { EXECUTABLE } from "../../test/support/providerProcess.js";

const MANY = 4;

async function untilPort(): Promise<number> {
  const started = performance.now();
  const child = spawn(process.execPath, [EXECUTABLE], { stdio: ["ignore", "pipe", "ignore"] });
  await once(child.stdout, "data");
  const ms = performance.now() - started;
  const exited = once(child, "exit");
  child.kill("SIGKILL");
  await exited;
  return ms;
}

async function bareNode(): Promise<number> {
  const started = performance.now();
  await once(spawn(process.execPath, ["-e", "0"], { stdio: "ignore" }), "exit");
  return performance.now() - started;
}

export const startUp: Row = {
  name: "start",
  async measure(runs) {
    const [ours = NaN, bare = NaN] = await sideBySide([{ run: untilPort }, { run: bareNode }], runs * MANY);
    return [
      {
        what: "start to printed port, over `node -e 0`",
        ours: inMs(ours),
        other: inMs(bare),
        ratio: times(ours / bare),
        toReach: "≤ 1.8 ×",
        reached: ours / bare <= 1.8,
        memory: "",
      },
    ];
  },
};
