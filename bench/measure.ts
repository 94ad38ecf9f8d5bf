export interface Runnable {
  /** @returns milliseconds. */
  run(): Promise<number>;
}

const WARM_UP = 2;

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? NaN)) / 2;
}

/** Medians of some runs each, taken in turn, so that a change in the machine's mood meets all alike. */
export async function sideBySide(sides: readonly Runnable[], runs: number): Promise<number[]> {
  const times = sides.map((): number[] => []);
  for (let round = 0; round < runs + WARM_UP; round++) {
    for (const [index, side] of sides.entries()) {
      const ms = await side.run();
      if (round >= WARM_UP) times[index]?.push(ms);
    }
  }
  return times.map(median);
}
