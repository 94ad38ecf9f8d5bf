/**
 * Bytes in pieces that can replace a Buffer where only its length and a copy are needed. grpc-js needs only these from a
 * serialized message, because it copies the message into a frame. Joining the pieces first would copy a long answer twice.
 */
export class Pieces {
  readonly byteLength: number;
  readonly #pieces: readonly Buffer[];

  constructor(pieces: readonly Buffer[]) {
    this.#pieces = pieces;
    this.byteLength = pieces.reduce((sum, piece) => sum + piece.length, 0);
  }

  /** Like Buffer's `copy`: copies all bytes into the target. */
  copy(target: Uint8Array, targetStart: number): number {
    let at = targetStart;
    for (const piece of this.#pieces) {
      target.set(piece, at);
      at += piece.length;
    }
    return this.byteLength;
  }
}
