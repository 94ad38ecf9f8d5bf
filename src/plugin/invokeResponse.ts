import { EncodedItems } from "./encodedItems.js";
import { StructWriter, type WireObject } from "./structWriter.js";

/** Field number in pulumirpc.InvokeResponse. */
const RETURN = 1;

/** An InvokeResponse with a result, in its wire form, in pieces. */
export function encodeResult(result: object): Buffer[] {
  const writer = new StructWriter();
  writer.field(RETURN, () => {
    writer.struct(result as WireObject);
  });
  return writer.take();
}

/** Its buffer grows to the size of a page once, and serves all pages. */
const itemWriter = new StructWriter();

/** Encodes items of a list ahead of the result that they will stand in. */
export function encodeItems(items: readonly object[]): EncodedItems {
  let bytes: Buffer[] = [];
  try {
    itemWriter.items(items as readonly WireObject[]);
  } finally {
    // Also after a failure, so that nothing of these items stands in the next answer.
    bytes = itemWriter.take();
  }
  return new EncodedItems(bytes);
}
