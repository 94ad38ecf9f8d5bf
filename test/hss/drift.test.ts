import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import fc, { type Scheduler } from "fast-check";
import { DriftError } from "../../src/errors/driftError.js";
import type { Consistency, PageWindow } from "../../src/hss/pageScan.js";
import { gatherRows } from "../support/gatherRows.js";

const RUNS = 5000;
const SEED = 20_261_124;

/** What happens to the list just before one of its pages is served. `touch` changes a row's state, but not its identity. */
type Change =
  | { kind: "insert" | "remove" | "touch"; at: number }
  | { kind: "replace" | "move"; at: number; to: number }
  | { kind: "reverse" }
  | { kind: "sort" };

interface Case {
  scheduler: Scheduler;
  size: number;
  pageSize: number;
  maxConcurrency: number;
  /** The changes before the first page that is served, the second, and so on; none after those. */
  changes: Change[][];
}

/** Changes that leave the rows that stay in their order. */
const orderly: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ kind: fc.constantFrom("insert" as const, "remove" as const), at: fc.nat(40) }),
  fc.record({ kind: fc.constant("replace" as const), at: fc.nat(40), to: fc.nat(40) }),
);

/** These and all others: rows move, change their state, and the whole list changes its order. */
const anyChange: fc.Arbitrary<Change> = fc.oneof(
  orderly,
  fc.record({ kind: fc.constant("touch" as const), at: fc.nat(40) }),
  fc.record({ kind: fc.constant("move" as const), at: fc.nat(40), to: fc.nat(40) }),
  fc.record({ kind: fc.constantFrom("reverse" as const, "sort" as const) }),
);

const cases = (change: fc.Arbitrary<Change>): fc.Arbitrary<Case> =>
  fc.record({
    scheduler: fc.scheduler(),
    size: fc.integer({ min: 0, max: 30 }),
    pageSize: fc.integer({ min: 2, max: 7 }),
    maxConcurrency: fc.integer({ min: 1, max: 8 }),
    changes: fc.array(fc.array(change, { maxLength: 2 }), { maxLength: 12 }),
  });

/** A row's state is the fraction of its number. */
const identity = (row: number) => String(Math.trunc(row));

/** A list that changes by a schedule. */
class ChangingList {
  rows: number[];
  /** The list at each moment, from the first page on. */
  readonly moments: number[][] = [];
  /** Where each page begins and ends that was asked for; the first row of a later one is that of the page before it. */
  readonly #windows = new Map<number, number>();
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
    for (const each of this.#changes.shift() ?? []) {
      this.#apply(each);
      this.moments.push([...this.rows]);
    }
    if (this.moments.length === 0) this.moments.push([...this.rows]);
    this.#windows.set(offset === 0 ? 0 : offset + 1, offset + limit);
    return { totalNum: this.rows.length, rows: this.rows.slice(offset, offset + limit) };
  }

  /** Whether a page, or the count with it, changed and changed back. */
  get cameBack(): boolean {
    return [...this.#windows].some(([start, end]) => {
      const shown = this.moments.map((rows) => `${rows.length}: ${rows.slice(start, end).join()}`);
      const changes = shown.filter((page, index) => page !== shown[index - 1]);
      return new Set(changes).size < changes.length;
    });
  }

  #apply(each: Change): void {
    this.changed = true;
    if (each.kind === "reverse") this.rows.reverse();
    else if (each.kind === "sort") this.rows.sort((a, b) => a - b);
    else if (each.kind === "insert") this.#insert(each.at, this.#next++);
    else if (this.rows.length > 0) {
      const [row = NaN] = this.rows.splice(each.at % this.rows.length, 1);
      if (each.kind === "touch") this.rows.splice(each.at % (this.rows.length + 1), 0, row + 1 / 1024);
      else if (each.kind === "move") this.#insert(each.to, row);
      else {
        this.lasting.delete(Math.trunc(row));
        if (each.kind === "replace") this.#insert(each.to, this.#next++);
      }
    } else if (each.kind === "replace") this.#insert(each.to, this.#next++);
  }

  #insert(at: number, row: number): void {
    this.rows.splice(at % (this.rows.length + 1), 0, row);
  }
}

type Outcome = "exact" | "exact although it changed" | "DriftError";

/** Holds rows that were given out against the list. */
type Hold = (rows: readonly number[], list: ChangingList) => void;

const everyLastingRowOnce: Hold = (rows, list) => {
  assert.equal(new Set(rows).size, rows.length, `a row is there twice: ${rows.join()}`);
  assert.deepEqual(
    rows.filter((row) => list.lasting.has(row)),
    [...list.lasting],
    "rows that were there all the time",
  );
};

const theListOfOneMoment: Hold = (rows, list) => {
  const oneMoment = list.moments.some((moment) => isDeepStrictEqual(moment, rows));
  assert.ok(oneMoment || list.cameBack, `the list was never like this: ${rows.join()}`);
};

/** Scans while the list changes. */
async function scan(given: Case, consistency: Consistency, hold: Hold): Promise<Outcome> {
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
      identity,
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
  hold(rows, list);
  return list.changed ? "exact although it changed" : "exact";
}

const holds = (
  change: fc.Arbitrary<Change>,
  consistency: Consistency,
  hold: Hold,
  outcomes = new Map<Outcome, number>(),
) =>
  fc.asyncProperty(cases(change), async (given) => {
    const outcome = await scan(given, consistency, hold);
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  });

const hasAllOutcomes = (outcomes: ReadonlyMap<Outcome, number>) => {
  for (const outcome of ["exact", "exact although it changed", "DriftError"] as const)
    assert.ok((outcomes.get(outcome) ?? 0) > RUNS / 100, JSON.stringify([...outcomes]));
};

describe("a scan of a list that changes", () => {
  it("gives every lasting row exactly once, or fails with DriftError", async () => {
    const outcomes = new Map<Outcome, number>();
    await fc.assert(holds(orderly, "seams", everyLastingRowOnce, outcomes), { numRuns: RUNS, seed: SEED });
    hasAllOutcomes(outcomes);
  });

  it("would lose rows with seams switched off", async () => {
    const { failed, errorInstance } = await fc.check(holds(orderly, "count", everyLastingRowOnce), {
      numRuns: RUNS,
      seed: SEED,
    });
    assert.ok(failed);
    assert.match((errorInstance as Error).message, /rows that were there all the time/);
  });

  it("gives the list of one moment with snapshot, whatever changes, or fails with DriftError", async () => {
    const outcomes = new Map<Outcome, number>();
    await fc.assert(holds(anyChange, "snapshot", theListOfOneMoment, outcomes), { numRuns: RUNS, seed: SEED });
    hasAllOutcomes(outcomes);
  });

  it("would give a list that never was with one reading only", async () => {
    const { failed, errorInstance } = await fc.check(holds(anyChange, "seams", theListOfOneMoment), {
      numRuns: RUNS,
      seed: SEED,
    });
    assert.ok(failed);
    assert.match((errorInstance as Error).message, /the list was never like this/);
  });
});

describe("a scan of a list that does not change", () => {
  const stable = fc.record({
    rows: fc.array(fc.nat(6), { maxLength: 40 }),
    pageSize: fc.integer({ min: 2, max: 7 }),
    consistency: fc.constantFrom("seams" as const, "snapshot" as const),
  });

  it("returns it, however often rows repeat", async () => {
    const holds = fc.asyncProperty(stable, async ({ rows, pageSize, consistency }) => {
      const options = {
        where: "numbers",
        offset: 0,
        limit: Infinity,
        pageSize,
        largestOffset: 100,
        maxConcurrency: 4,
        consistency,
        onDrift: "error" as const,
        identity,
        fetchPage: ({ offset, limit }: PageWindow) =>
          Promise.resolve({ totalNum: rows.length, rows: rows.slice(offset, offset + limit) }),
      };
      assert.deepEqual((await gatherRows(options, new AbortController().signal)).rows, rows);
    });
    await fc.assert(holds, { numRuns: RUNS, seed: SEED });
  });
});
