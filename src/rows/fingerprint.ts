/** 64 bits that tell a row from others by its identity. */
export interface Fingerprint {
  /** Whole numbers of 32 bits, not both 0. */
  readonly low: number;
  readonly high: number;
}

/** Multipliers of the two halves: odd, with about as many ones as zeros. */
const LOW = 0x9e3779b1;
const HIGH = 0x85ebca77;

/** Makes the fingerprint of one row after another. */
export class Fingerprinter implements Fingerprint {
  readonly #identity: readonly number[];
  low = 0;
  high = 0;

  /** @param identity indices of the columns that tell a row from others */
  constructor(identity: readonly number[]) {
    this.#identity = identity;
  }

  /**
   * @param source holds the row's values
   * @param spans where each column's value begins in the source, and where it ends
   */
  take(source: DataView, spans: Int32Array): void {
    this.low = LOW | 0;
    this.high = HIGH | 0;
    let known = false;
    for (const column of this.#identity) {
      const from = spans[2 * column] as number;
      const to = spans[2 * column + 1] as number;
      known ||= to > from;
      this.#stir(source, from, to);
    }
    // A row without any of its ids can only be told from others as a whole.
    for (let at = 0; !known && at < spans.length; at += 2) {
      this.#stir(source, spans[at] as number, spans[at + 1] as number);
    }
    // The halves are as good as independent once each has been stirred with the other.
    this.low = Math.imul(this.low ^ (this.high >>> 16), HIGH);
    this.high = Math.imul(this.high ^ (this.low >>> 15), LOW);
    if (this.low === 0 && this.high === 0) this.high = 1;
  }

  /** With its length, so that no two values make up for each other. */
  #stir(source: DataView, from: number, to: number): void {
    let { low, high } = this;
    let word = to - from;
    for (let at = from; ; at += 4) {
      low = Math.imul(low ^ word, LOW);
      high = Math.imul(high ^ word, HIGH);
      low ^= low >>> 15;
      high ^= high >>> 13;
      if (at >= to) break;
      word = source.getInt32(at, true);
      if (to - at < 4) word &= (1 << (8 * (to - at))) - 1;
    }
    this.low = low;
    this.high = high;
  }
}
