/** Items of a list in the answer that are already encoded, so that their objects can be garbage-collected. */
export class EncodedItems {
  /** The items as google.protobuf.ListValue.values, one after another. */
  readonly bytes: readonly Buffer[];

  constructor(bytes: readonly Buffer[]) {
    this.bytes = bytes;
  }
}
