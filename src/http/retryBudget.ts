const RETRIES_OF_ONE = 4;
const SUCCESSES_FOR_ONE = 10;

/**
 * The retries of one whole scan: four times what one request may take, and one more for each ten requests that
 * succeed. A service in trouble is not asked over and over by every page.
 */
export class RetryBudget {
  #left: number;
  #successes = 0;

  constructor(maxRetries: number) {
    this.#left = RETRIES_OF_ONE * maxRetries;
  }

  succeeded(): void {
    if (++this.#successes % SUCCESSES_FOR_ONE === 0) this.#left++;
  }

  /** Takes one retry; false when there is none left. */
  take(): boolean {
    if (this.#left === 0) return false;
    this.#left--;
    return true;
  }
}
