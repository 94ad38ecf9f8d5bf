import { EncodedItems } from "./encodedItems.js";
import type { ListCollector } from "./packageDefinition.js";
import { StructWriter, type WireValue } from "./structWriter.js";

/** Encodes a list of the answer as its items come, and keeps nothing but the bytes. */
export class ListEncoder<Item> implements ListCollector<Item> {
  readonly list = new EncodedItems();
  readonly #writer = new StructWriter();

  add(items: readonly Item[]): void {
    this.#writer.items(items as readonly WireValue[]);
    this.list.add(this.#writer.take());
  }

  clear(): void {
    this.list.clear();
  }
}
