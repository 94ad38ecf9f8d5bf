import assert from "node:assert/strict";
import fc, { type Scheduler } from "fast-check";
import { DriftError } from "../../src/errors/driftError.js";
import type { Consistency } from "../../src/hss/pageScan.js";
import { gatherRows } from "../support/gatherRows.js";

const RUNS = 5000;
const SEED = 20_261_124;

/** What happens to the list just before one of its pages is served. */
type Change = { kind: "insert" | "remove"; at: number } | { kind: "replace"; at: number; to: number };

interface Case {
  scheduler: Scheduler;
  size: number;
  pageSize: number;
  maxConcurrency: number;
  /** The changes before the first page that is served, the second, and so on; none after those. */
  changes: Change[][];
}

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ kind: fc.constantFrom("insert" as const, "remove" as const), at: fc.nat(40) }),
  fc.record({ kind: fc.constant("replace" as const), at: fc.nat(40), to: fc.nat(40) }),
);

const anyCase: fc.Arbitrary<Case> = fc.record({
  scheduler: fc.scheduler(),
  size: fc.integer({ min: 0, max: 30 }),
  pageSize: fc.integer({ min: 2, max: 7 }),
  maxConcurrency: fc.integer({ min: 1, max: 8 }),
  changes: fc.array(fc.array(change, { maxLength: 2 }), { maxLength: 12 }),
});

/** A list that changes by a schedule, in which a row that stays keeps its order to the others that stay. */
class ChangingList {
  rows: number[];
  /** Those that have been there all the time. */
  lasting: Set<number>;
  changed = false;
  #next: number;
  readonly #changes: Change[][];

  constructor({ size, changes }: Case) {
    this.rows = Array.from({ length: size }, (_, index) => index);
    this.lasting = new Set(this.rows);
    this.#next = size;
    this.#changes = [...changes];
  }

  page(offset: number, limit: number): { totalNum: number; rows: number[] } {
    for (const each of this.#changes.shift() ?? []) this.#apply(each);
    return { totalNum: this.rows.length, rows: this.rows.slice(offset, offset + limit) };
  }

  #apply(each: Change): void {
    this.changed = true;
    if (each.kind !== "insert" && this.rows.length > 0) {
      for (const row of this.rows.splice(each.at % this.rows.length, 1)) this.lasting.delete(row);
    }
    if (each.kind === "remove") return;
    const at = each.kind === "replace" ? each.to : each.at;
    this.rows.splice(at % (this.rows.length + 1), 0, this.#next++);
  }
}

type Outcome = "exact" | "exact although it changed" | "DriftError";

/** Scans while the list changes, and holds what comes out against the list. */
async function scan(given: Case, consistency: Consistency): Promise<Outcome> {
  const { scheduler, pageSize, maxConcurrency } = given;
  const list = new ChangingList(given);
  const gathering = gatherRows(
    {
      where: "numbers",
      offset: 0,
      limit: Infinity,
      pageSize,
      largestOffset: 100,
      maxConcurrency,
      consistency,
      onDrift: "error",
      identity: String,
      // Pages are served in any order.
      fetchPage: async ({ offset, limit }) => {
        await scheduler.schedule(Promise.resolve());
        return list.page(offset, limit);
      },
    },
    new AbortController().signal,
  );
  let rows: readonly number[];
  try {
    ({ rows } = await scheduler.waitFor(gathering));
  } catch (error) {
    if (error instanceof DriftError) return "DriftError";
    throw error;
  }
  assert.equal(new Set(rows).size, rows.length, `a row is there twice: ${rows.join()}`);
  assert.deepEqual(
    rows.filter((row) => list.lasting.has(row)),
    [...list.lasting],
    "rows that were there all the time",
  );
  return list.changed ? "exact although it changed" : "exact";
}

const holds = (consistency: Consistency, outcomes = new Map<Outcome, number>()) =>
  fc.asyncProperty(anyCase, async (given) => {
    const outcome = await scan(given, consistency);
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  });

describe("a scan of a list that changes", () => {
  it("gives every lasting row exactly once, or fails with DriftError", async () => {
    const outcomes = new Map<Outcome, number>();
    await fc.assert(holds("seams", outcomes), { numRuns: RUNS, seed: SEED });
    for (const outcome of ["exact", "exact although it changed", "DriftError"] as const)
      assert.ok((outcomes.get(outcome) ?? 0) > RUNS / 100, JSON.stringify([...outcomes]));
  });

  it("would lose rows without seams", async () => {
    const { failed, errorInstance } = await fc.check(holds("count"), { numRuns: RUNS, seed: SEED });
    assert.ok(failed);
    assert.match((errorInstance as Error).message, /rows that were there all the time/);
  });
});
