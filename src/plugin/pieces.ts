/**
 * Bytes in pieces that pass for one Buffer where no more is asked of it than its length and a copy. Of a serialized
 * message grpc-js wants just that, for it puts it into a frame: joining the pieces first would copy a long answer twice.
 */
export class Pieces {
  readonly byteLength: number;
  readonly #pieces: readonly Buffer[];

  constructor(pieces: readonly Buffer[]) {
    this.#pieces = pieces;
    this.byteLength = pieces.reduce((sum, piece) => sum + piece.length, 0);
  }

  /** As Buffer's: copies all into the target. */
  copy(target: Uint8Array, targetStart: number): number {
    let at = targetStart;
    for (const piece of this.#pieces) {
      target.set(piece, at);
      at += piece.length;
    }
    return this.byteLength;
  }
}
