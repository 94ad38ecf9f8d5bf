// The emulator as tests and demo have it, in a process of its own.
import { startEmulator } from "../../src/emulator/emulator.js";
import { argument, endWithBench } from "./side.js";

endWithBench();
void startEmulator({ hosts: Number(argument(0)), latencyMs: Number(argument(1)) }).then((emulator) => {
  emulator.intercept = () => {
    emulator.requests.length = 0;
    return false;
  };
  process.send?.(emulator.port);
});
