// The emulator as tests and demo have it, in a process of its own.
import { createFleet } from "../../src/emulator/hss/createFleet.js";
import { startEmulator } from "../../src/emulator/emulator.js";
import { argument, endWithBench } from "./side.js";

endWithBench();
const rows = Number(argument(0));
// Some servers have two rows: as many rows as asked for, so that a list of 100,000 stays within the largest offset.
const fleet = createFleet(rows, 1).slice(0, rows);
void startEmulator({ fleet, latencyMs: Number(argument(1)) }).then((emulator) => {
  emulator.intercept = () => {
    emulator.requests.length = 0;
    return false;
  };
  process.send?.(emulator.port);
});
