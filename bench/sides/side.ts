import { peakMb } from "../peakMemory.js";

/** What a side tells after each run. */
export interface SideReport {
  ms: number;
  /** As `peakMb` tells it. */
  peakMb: number;
}

/** Makes this process a side of a comparison: it does its work each time that the bench says so. */
export function side(work: () => Promise<unknown>): void {
  process.on("message", () => {
    const started = performance.now();
    work().then(
      () => {
        const ms = performance.now() - started;
        process.send?.({ ms, peakMb: peakMb("self") } satisfies SideReport);
      },
      (error: unknown) => {
        process.stderr.write(`${String(error)}\n`);
        process.exit(1);
      },
    );
  });
  endWithBench();
  process.send?.("ready");
}

/** An argument of this process, by its place. */
export function argument(index: number): string {
  const value = process.argv[2 + index];
  if (value === undefined) throw new Error(`argument ${index} is missing`);
  return value;
}

/** No process outlives the bench, however that ends. */
export function endWithBench(): void {
  process.on("disconnect", () => process.exit());
}
