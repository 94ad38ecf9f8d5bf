import { EncodedItems } from "./encodedItems.js";
import { StructWriter, type WireObject } from "./structWriter.js";
import type { PropertyFailure } from "./validate.js";

/** Field numbers of pulumirpc.InvokeResponse and pulumirpc.CheckFailure. */
const RETURN = 1;
const FAILURES = 2;
const PROPERTY = 1;
const REASON = 2;

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

/** Encodes an InvokeResponse that says what is wrong with the arguments, in pieces. */
export function encodeFailures(failures: readonly PropertyFailure[]): Buffer[] {
  const writer = new StructWriter();
  for (const { property, reason } of failures.toReversed()) {
    writer.field(FAILURES, () => {
      writer.field(REASON, () => {
        writer.string(reason);
      });
      writer.field(PROPERTY, () => {
        writer.string(property);
      });
    });
  }
  return writer.take();
}
