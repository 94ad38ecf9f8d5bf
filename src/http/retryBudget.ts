const RETRIES_OF_ONE = 4;
const SUCCESSES_FOR_ONE = 10;

/**
 * The retries of one scan: four times the maximum of one request, and one more for every ten requests that
 * succeed. Otherwise every page of a long list would retry against a service in trouble.
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
