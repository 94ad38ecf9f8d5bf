import { EncodedItems } from "./encodedItems.js";
import { StructWriter, type WireObject } from "./structWriter.js";

/** Field number in pulumirpc.InvokeResponse. */
const RETURN = 1;

/** Encodes an InvokeResponse with a result, in pieces. */
export function encodeResult(result: object): Buffer[] {
  const writer = new StructWriter();
  writer.field(RETURN, () => {
    writer.struct(result as WireObject);
  });
  return writer.take();
}

/** Shared by all pages, so that its buffer grows to the size of a page only once. */
const itemWriter = new StructWriter();

/** Encodes items of a list before the rest of the result exists. */
export function encodeItems(items: readonly object[]): EncodedItems {
  let bytes: Buffer[] = [];
  try {
    itemWriter.items(items as readonly WireObject[]);
  } finally {
    // Also after a failure, so that no part of these items is in the next answer.
    bytes = itemWriter.take();
  }
  return new EncodedItems(bytes);
}
