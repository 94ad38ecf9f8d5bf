/** The items of a google.protobuf.ListValue in their wire form, in pieces. */
export class EncodedItems {
  readonly pieces: Buffer[] = [];

  add(pieces: readonly Buffer[]): void {
    this.pieces.push(...pieces);
  }

  clear(): void {
    this.pieces.length = 0;
  }
}
