import { readFile } from "node:fs/promises";
import { fleetFile } from "../fleet/fleet.js";
import { readFleet, type CompleteFleet } from "../fleet/readFleet.js";

/** Reads a file with a recorded fleet. */
export async function readFleetFile(path: string): Promise<CompleteFleet> {
  const text = await readFile(path, "utf8");
  try {
    return readFleet(JSON.parse(text), fleetFile);
  } catch (error) {
    throw new Error(`${path}: ${(error as Error).message}`, { cause: error });
  }
}
