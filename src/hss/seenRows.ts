import type { Fingerprint } from "../rows/packedRow.js";
import type { PageScan } from "./pageScan.js";

/** Remembers which rows a reading has brought. */
export interface SeenRows<Row> {
  /** @returns false when it is there already. */
  add(row: Row): boolean;
  readonly size: number;
}

type Identified<Row> = Pick<PageScan<Row>, "identity" | "fingerprint">;

/** Remembers rows in the least memory there is for it. */
export function seenRows<Row>({ identity, fingerprint }: Identified<Row>, expected: number): SeenRows<Row> {
  return fingerprint ? new FingerprintedRows(fingerprint, expected) : new ExactRows(identity);
}

export class ExactRows<Row> implements SeenRows<Row> {
  readonly #seen = new Set<string>();
  readonly #identity: (row: Row) => string;

  constructor(identity: (row: Row) => string) {
    this.#identity = identity;
  }

  get size(): number {
    return this.#seen.size;
  }

  add(row: Row): boolean {
    const { size } = this.#seen;
    return this.#seen.add(this.#identity(row)).size > size;
  }
}

const LEAST_SLOTS = 64;

/**
 * Remembers the fingerprint of each row, in 12 bytes however long the identities are. It never takes a row it has seen for a
 * new one. The other mistake comes once in 10^7 lists of a million rows.
 */
export class FingerprintedRows<Row> implements SeenRows<Row> {
  readonly #fingerprint: (row: Row) => Fingerprint;
  /** Fingerprints at the slot of their low half or behind it: low, high, low, high; both 0 where a slot is free. */
  #slots: Int32Array;
  #size = 0;

  /** @param expected how many rows there will be: a table that had to grow would leave half as much again behind. */
  constructor(fingerprint: (row: Row) => Fingerprint, expected = 0) {
    this.#fingerprint = fingerprint;
    this.#slots = new Int32Array(2 * Math.max(LEAST_SLOTS, Math.ceil(expected * 1.5)));
  }

  get size(): number {
    return this.#size;
  }

  add(row: Row): boolean {
    const { low, high } = this.#fingerprint(row);
    if (!this.#put(low, high)) return false;
    if (++this.#size * 3 > this.#slots.length) this.#grow();
    return true;
  }

  #put(low: number, high: number): boolean {
    const slots = this.#slots;
    const { length } = slots;
    for (let at = 2 * ((low >>> 0) % (length / 2)); ; at = at + 2 === length ? 0 : at + 2) {
      if (slots[at] === low && slots[at + 1] === high) return false;
      if (slots[at] === 0 && slots[at + 1] === 0) {
        slots[at] = low;
        slots[at + 1] = high;
        return true;
      }
    }
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Int32Array(old.length * 2);
    for (let at = 0; at < old.length; at += 2) {
      if (old[at] !== 0 || old[at + 1] !== 0) this.#put(old[at] as number, old[at + 1] as number);
    }
  }
}

/** A page's rows that none before it has brought; any other is a sign of drift. */
export function withoutSeen<Row>(rows: readonly Row[], seen: SeenRows<Row>, scan: PageScan<Row>): readonly Row[] {
  return rows.filter((row) => {
    if (seen.add(row)) return true;
    scan.drifted(`row ${scan.offset + seen.size} is one that an earlier page held already`);
    return false;
  });
}
