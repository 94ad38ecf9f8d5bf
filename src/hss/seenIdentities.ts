import type { PageScan } from "./pageScan.js";

/** Remembers which rows a reading has brought. */
export interface SeenIdentities {
  /** @returns false when it is there already. */
  add(identity: string): boolean;
  readonly size: number;
}

export class ExactIdentities implements SeenIdentities {
  readonly #seen = new Set<string>();

  get size(): number {
    return this.#seen.size;
  }

  add(identity: string): boolean {
    const { size } = this.#seen;
    return this.#seen.add(identity).size > size;
  }
}

const FIRST_SLOTS = 1024;
/** Multipliers of the two halves of a hash: odd, with about as many ones as zeros. */
const LOW = 0x9e3779b1;
const HIGH = 0x85ebca77;

/**
 * Remembers 64 bits of each identity, in 16 to 32 bytes a row however long the identities are. It never takes a row it
 * has seen for a new one. The other mistake comes once in 10^7 lists of a million rows.
 */
export class HashedIdentities implements SeenIdentities {
  /** Hashes at the slot of their low half or behind it: low, high, low, high; both 0 where a slot is free. */
  #slots = new Uint32Array(2 * FIRST_SLOTS);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(identity: string): boolean {
    const { length } = identity;
    // With the length in it, an odd text differs from the one that goes on with a character 0. It is stirred in, each
    // half its own way, so that no first pair of characters makes up for it in both.
    let low = Math.imul(LOW ^ length, LOW);
    let high = Math.imul(HIGH ^ length, HIGH);
    for (let index = 0; index < length; index += 2) {
      const second = index + 1 < length ? identity.charCodeAt(index + 1) : 0;
      const pair = identity.charCodeAt(index) | (second << 16);
      low = Math.imul(low ^ pair, LOW);
      high = Math.imul(high ^ pair, HIGH);
      low ^= low >>> 15;
      high ^= high >>> 13;
    }
    // The halves are as good as independent once each has been stirred with the other.
    low = Math.imul(low ^ (high >>> 16), HIGH) >>> 0;
    high = Math.imul(high ^ (low >>> 15), LOW) >>> 0;
    if (low === 0 && high === 0) high = 1;
    if (!this.#put(low, high)) return false;
    if (++this.#size * 4 > this.#slots.length) this.#grow();
    return true;
  }

  #put(low: number, high: number): boolean {
    const slots = this.#slots;
    const mask = slots.length / 2 - 1;
    for (let slot = low & mask; ; slot = (slot + 1) & mask) {
      const at = slot * 2;
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
    this.#slots = new Uint32Array(old.length * 2);
    for (let at = 0; at < old.length; at += 2) {
      if (old[at] !== 0 || old[at + 1] !== 0) this.#put(old[at] as number, old[at + 1] as number);
    }
  }
}

/** A page's rows that none before it has brought; any other is a sign of drift. */
export function withoutSeen<Row>(rows: readonly Row[], seen: SeenIdentities, scan: PageScan<Row>): readonly Row[] {
  return rows.filter((row) => {
    if (seen.add(scan.identity(row))) return true;
    scan.drifted(`row ${scan.offset + seen.size} is one that an earlier page held already`);
    return false;
  });
}
