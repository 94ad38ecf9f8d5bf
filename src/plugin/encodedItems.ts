/** Some items of a list of the answer, in their wire form already, so that the objects they were made from can go. */
export class EncodedItems {
  /** Of google.protobuf.ListValue.values, one item after another. */
  readonly bytes: readonly Buffer[];

  constructor(bytes: readonly Buffer[]) {
    this.bytes = bytes;
  }
}
