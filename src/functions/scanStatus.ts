import type { ScanProgress } from "../hss/pageScan.js";
import type { Clock } from "../async/clock.js";
import type { Call } from "../plugin/packageDefinition.js";

/** Also the time before the first message: showing a message takes longer than reading a short list. */
const BETWEEN_MESSAGES_MS = 500;
/** A scan that took longer than this ends with a summary. */
const LONG_MS = 10_000;

/** Shows the progress of a scan, and a summary after a long one. */
export class ScanStatus {
  readonly #name: string;
  readonly #noun: string;
  readonly #call: Call;
  readonly #clock: Clock;
  readonly #started: number;
  #shown: number;
  #progress: ScanProgress | undefined;

  /** @param noun what messages call the rows, in the plural */
  constructor(name: string, noun: string, call: Call, clock: Clock) {
    this.#name = name;
    this.#noun = noun;
    this.#call = call;
    this.#clock = clock;
    this.#started = clock.elapsed();
    this.#shown = this.#started;
  }

  readonly onProgress = (progress: ScanProgress): void => {
    this.#progress = progress;
    const now = this.#clock.elapsed();
    // A single page arrives as fast as a message about it would.
    if (progress.requestsExpected === 1 || now - this.#shown < BETWEEN_MESSAGES_MS) return;
    this.#shown = now;
    const requests = `${count(progress.requests)} of ${count(progress.requestsExpected)} requests`;
    this.#call.status(`${this.#name}: ${this.#rows(progress)}, ${requests}`);
  };

  readonly onWait = (ms: number): void => {
    const rows = this.#progress === undefined ? "" : `, ${this.#rows(this.#progress)}`;
    this.#call.status(`${this.#name}: waiting ${seconds(ms)} for the HSS quota${rows}`);
    this.#shown = -Infinity;
  };

  done(): void {
    const took = this.#clock.elapsed() - this.#started;
    if (took < LONG_MS || this.#progress === undefined) return;
    const { rows, requests } = this.#progress;
    this.#call.info(`${this.#name}: ${count(rows)} ${this.#noun} in ${count(requests)} requests and ${seconds(took)}`);
  }

  #rows({ rows, rowsExpected }: ScanProgress): string {
    return `${count(rows)} of ${count(rowsExpected)} ${this.#noun}`;
  }
}

/** Adds commas. The first call of `toLocaleString` would take longer than reading a short list. */
function count(value: number): string {
  return String(value).replace(/\B(?=(?:\d{3})+$)/g, ",");
}

function seconds(ms: number): string {
  return `${count(Math.ceil(ms / 1000))} s`;
}
