// The binary encoding of google/protobuf/struct.proto.

const VARINT = 0;
const FIXED64 = 1;
const BYTES = 2;
const tag = (field: number, wireType: number) => (field << 3) | wireType;

export const Tag = {
  /** Fields of google.protobuf.Value. */
  null: tag(1, VARINT),
  number: tag(2, FIXED64),
  string: tag(3, BYTES),
  bool: tag(4, VARINT),
  struct: tag(5, BYTES),
  list: tag(6, BYTES),
  /** `Struct.fields` and `ListValue.values` have the same number; in a map's entry, the key is field 1 and the value field 2. */
  item: tag(1, BYTES),
  key: tag(1, BYTES),
  value: tag(2, BYTES),
} as const;

/** Tag of a length-delimited field of any message. */
export const bytesTag = (field: number) => tag(field, BYTES);

/** Number of bytes of a length as a varint. */
export function varintSize(length: number): number {
  let size = 1;
  for (let rest = length >>> 7; rest > 0; rest >>>= 7) size++;
  return size;
}

/** @returns where the varint ends. */
export function writeVarint(buffer: Buffer, at: number, length: number): number {
  let rest = length;
  for (; rest > 0x7f; rest >>>= 7) buffer[at++] = (rest & 0x7f) | 0x80;
  buffer[at] = rest;
  return at + 1;
}
