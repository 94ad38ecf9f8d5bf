import { setMaxListeners } from "node:events";

/**
 * An AbortController that is aborted along with any of its parents, until it is released. (`AbortSignal.any` does
 * the same, but in Node 20 a long-lived parent holds on to every signal made from it.)
 */
export class LinkedAbort {
  readonly #controller = new AbortController();
  readonly #parents: readonly AbortSignal[];
  readonly #follow = (event: Event) => {
    this.abort((event.target as AbortSignal).reason);
  };

  constructor(...parents: readonly AbortSignal[]) {
    // One scan has many requests under way that all listen to it; that is no leak.
    setMaxListeners(0, this.#controller.signal);
    this.#parents = parents;
    for (const parent of parents) {
      if (parent.aborted) this.abort(parent.reason);
      else parent.addEventListener("abort", this.#follow, { once: true });
    }
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  abort(reason: unknown): void {
    this.#controller.abort(reason);
  }

  release(): void {
    for (const parent of this.#parents) parent.removeEventListener("abort", this.#follow);
  }
}
