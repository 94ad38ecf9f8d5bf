// Reads a page of rows from its JSON straight into the items of a google.protobuf.ListValue. It is compiled to WebAssembly, as
// it looks at every byte. It knows JSON of the plainest kind only, and takes nothing that a closer look would refuse.
//
// src/rows/rowCodec.ts describes the columns, puts a page (or the values of one row) where `reserve` says, and takes the rows
// that were written from `output`. An instance reads pages of one list, one after another.

const MOST_COLUMNS: i32 = 64;
const MOST_ROWS: i32 = 1000;
const WORDS_SIZE: i32 = 8192;

@unmanaged
class Column {
  /** Its name in JSON. */
  name: usize;
  nameLength: usize;
  /** What its entry in google.protobuf.Struct.fields begins with: the key, and the tag of the value. */
  start: usize;
  startLength: usize;
  /** Else it is a whole number, which a row may be without. */
  isText: bool;
  /** Whether it tells, with others, a row from every other. */
  isIdentity: bool;
  /** The last row that had it, counted from 1. */
  lastRow: i32;
  /** Where its value begins, in the row at hand, and where it ends. Both are 0 where there is none. */
  from: usize;
  to: usize;
}

const COLUMN_SIZE: usize = offsetof<Column>();
const columns: usize = memory.data(MOST_COLUMNS * 32, 4);
/** Room for names and starts of columns. */
export const words: usize = memory.data(WORDS_SIZE);
/** Of each row that was written: where it ends in the output, and its fingerprint. */
export const marks: usize = memory.data(MOST_ROWS * 12, 4);
const MARK_SIZE: usize = 12;
/** The column that stood at each place of the last row: it does in the next one, too. */
const columnAt: usize = memory.data(MOST_COLUMNS * 4, 4);

let columnCount: i32 = 0;
let longestText: usize = 0;
export let totalNum: f64 = 0;
export let output: usize = 0;
let outputEnd: usize = 0;
let rowCount: i32 = 0;

let source: usize = 0;
let sourceEnd: usize = 0;
let at: usize = 0;
/** Where the last string or number begins, and where it ends. */
let from: usize = 0;
let to: usize = 0;

/** Bytes are looked at and copied sixteen at a time, so that some behind the last one come along. */
const SLACK: usize = 16;

/** Adds a column, whose name and start are in `words`, the start last. There is an end to the room for them. */
export function addColumn(
  name: usize,
  nameLength: usize,
  start: usize,
  startLength: usize,
  isText: bool,
  isIdentity: bool,
): void {
  if (columnCount == MOST_COLUMNS || start + startLength > words + WORDS_SIZE) unreachable();
  const added = column(columnCount++);
  added.name = name;
  added.nameLength = nameLength;
  added.start = start;
  added.startLength = startLength;
  added.isText = isText;
  added.isIdentity = isIdentity;
}

export function setLongestText(bytes: usize): void {
  longestText = bytes;
}

/** Makes room for a page, or for the values of a row, and forgets the rows that were written. */
export function reserve(length: usize): usize {
  source = (__heap_base + SLACK) & ~(SLACK - 1);
  sourceEnd = source + length;
  output = (sourceEnd + 2 * SLACK) & ~(SLACK - 1);
  outputEnd = output;
  rowCount = 0;
  room(0);
  // No page goes on with what is left of a longer one.
  v128.store(sourceEnd, i64x2.splat(0));
  return source;
}

/** Reads the page in `source`. Returns how many rows were written, or -1 where JSON.parse and a schema have to tell. */
export function read(): i32 {
  at = source;
  return page() ? rowCount : -1;
}

/** Says where in `source` a column's value lies, of the row that is written next. */
export function setValue(index: i32, valueFrom: usize, valueTo: usize): void {
  column(index).from = valueFrom;
  column(index).to = valueTo;
}

/** Writes the row at hand. */
export function write(): void {
  const struct = structSize();
  room(fieldSize(fieldSize(struct)));
  let end = open(outputEnd, TAG_ITEM, fieldSize(struct));
  end = open(end, TAG_STRUCT, struct);
  for (let index = 0; index < columnCount; index++) end = entry(column(index), end);
  outputEnd = end;
  const hash = fingerprint();
  const mark = marks + <usize>rowCount * MARK_SIZE;
  store<u32>(mark, <u32>(end - output));
  store<u64>(mark, hash, 4);
  rowCount++;
}

function page(): bool {
  let hasTotal = false;
  let hasRows = false;
  for (let index = 0; index < columnCount; index++) column(index).lastRow = 0;
  if (!takes(OPEN_BRACE)) return false;
  do {
    if (!string()) return false;
    const isTotal = spells(TOTAL_NUM, 9);
    const isRows = spells(DATA_LIST, 9);
    if (!takes(COLON)) return false;
    if (isTotal) {
      if (hasTotal || !wholeNumber()) return false;
      totalNum = numberAt(from, to);
      hasTotal = true;
    } else if (isRows) {
      if (hasRows || !rows()) return false;
      hasRows = true;
    } else if (!skip()) {
      return false;
    }
  } while (takes(COMMA));
  return takes(CLOSE_BRACE) && next() == 0 && at == sourceEnd && hasTotal && hasRows;
}

function rows(): bool {
  if (!takes(OPEN_BRACKET)) return false;
  if (takes(CLOSE_BRACKET)) return true;
  do {
    if (rowCount == MOST_ROWS || !row()) return false;
    write();
  } while (takes(COMMA));
  return takes(CLOSE_BRACKET);
}

function row(): bool {
  for (let index = 0; index < columnCount; index++) {
    column(index).from = 0;
    column(index).to = 0;
  }
  if (!takes(OPEN_BRACE)) return false;
  let place = 0;
  do {
    if (!string()) return false;
    const index = columnOf(place++);
    if (!takes(COLON)) return false;
    if (index < 0) {
      if (!skip()) return false;
      continue;
    }
    const here = column(index);
    // Of two by the same name the last one counts, which is for JSON.parse to say.
    if (here.lastRow == rowCount + 1) return false;
    here.lastRow = rowCount + 1;
    if (next() == LETTER_N) {
      if (!takesWord(NULL, 4)) return false;
      continue;
    }
    if (here.isText) {
      if (!string() || to - from > longestText) return false;
    } else if (!wholeNumber()) {
      return false;
    }
    here.from = from;
    here.to = to;
  } while (takes(COMMA));
  return takes(CLOSE_BRACE);
}

/** Which column the last string names: -1 for none. */
function columnOf(place: i32): i32 {
  const guess = place < MOST_COLUMNS ? load<i32>(columnAt + ((<usize>place) << 2)) : 0;
  if (spells(column(guess).name, column(guess).nameLength)) return guess;
  for (let index = 0; index < columnCount; index++) {
    if (!spells(column(index).name, column(index).nameLength)) continue;
    if (place < MOST_COLUMNS) store<i32>(columnAt + ((<usize>place) << 2), index);
    return index;
  }
  return -1;
}

// JSON

const SPACE: i32 = 0x20;
const LINE_FEED: i32 = 0x0a;
const CARRIAGE_RETURN: i32 = 0x0d;
const TAB: i32 = 0x09;
const QUOTE: i32 = 0x22;
const COMMA: i32 = 0x2c;
const MINUS: i32 = 0x2d;
const ZERO: i32 = 0x30;
const COLON: i32 = 0x3a;
const OPEN_BRACKET: i32 = 0x5b;
const BACKSLASH: i32 = 0x5c;
const CLOSE_BRACKET: i32 = 0x5d;
const LETTER_N: i32 = 0x6e;
const OPEN_BRACE: i32 = 0x7b;
const CLOSE_BRACE: i32 = 0x7d;
/** As many as a double holds exactly, whatever they are. */
const MOST_DIGITS: usize = 15;

// prettier-ignore
const TOTAL_NUM = memory.data<u8>([0x74, 0x6f, 0x74, 0x61, 0x6c, 0x5f, 0x6e, 0x75, 0x6d]);
// prettier-ignore
const DATA_LIST = memory.data<u8>([0x64, 0x61, 0x74, 0x61, 0x5f, 0x6c, 0x69, 0x73, 0x74]);
const NULL = memory.data<u8>([0x6e, 0x75, 0x6c, 0x6c]);
const TRUE = memory.data<u8>([0x74, 0x72, 0x75, 0x65]);
const FALSE = memory.data<u8>([0x66, 0x61, 0x6c, 0x73, 0x65]);

/** Goes to the next character that is no white space: 0 behind the end. */
function next(): i32 {
  let char = <i32>load<u8>(at);
  while (char == SPACE || char == LINE_FEED || char == CARRIAGE_RETURN || char == TAB) char = <i32>load<u8>(++at);
  return char;
}

function takes(char: i32): bool {
  if (next() != char) return false;
  at++;
  return true;
}

/** A string without escapes. */
function string(): bool {
  if (!takes(QUOTE)) return false;
  from = at;
  let ends = endsAmong(v128.load(at));
  while (ends == 0) {
    at += 16;
    ends = endsAmong(v128.load(at));
  }
  at += ctz(ends);
  to = at;
  if (load<u8>(at) != QUOTE) return false;
  at++;
  return true;
}

/** A bit for each of sixteen characters that does not go on with a plain string. */
function endsAmong(bytes: v128): i32 {
  const quotes = i8x16.eq(bytes, i8x16.splat(<i8>QUOTE));
  const backslashes = i8x16.eq(bytes, i8x16.splat(<i8>BACKSLASH));
  const controls = i8x16.lt_u(bytes, i8x16.splat(<i8>SPACE));
  return i8x16.bitmask(v128.or(quotes, v128.or(backslashes, controls)));
}

/** A number without sign, fraction and exponent. */
function wholeNumber(): bool {
  next();
  from = at;
  while (<u32>load<u8>(at) - ZERO < 10) at++;
  to = at;
  const digits = to - from;
  return digits > 0 && digits <= MOST_DIGITS && (digits == 1 || load<u8>(from) != ZERO);
}

/** A value that nobody asked for. */
function skip(): bool {
  if (next() == QUOTE) return string();
  return takesWord(NULL, 4) || takesWord(TRUE, 4) || takesWord(FALSE, 5) || wholeNumber();
}

function takesWord(word: usize, length: usize): bool {
  if (!isSame(at, word, length)) return false;
  at += length;
  return true;
}

/** Whether the last string is this one. */
function spells(text: usize, length: usize): bool {
  return to - from == length && isSame(from, text, length);
}

function isSame(one: usize, other: usize, length: usize): bool {
  for (let index: usize = 0; index < length; index++) {
    if (load<u8>(one + index) != load<u8>(other + index)) return false;
  }
  return true;
}

/** The whole number that is written there, with or without a sign. */
function numberAt(start: usize, end: usize): f64 {
  const isNegative = load<u8>(start) == MINUS;
  let number: i64 = 0;
  for (let digit = isNegative ? start + 1 : start; digit < end; digit++)
    number = number * 10 + (load<u8>(digit) - ZERO);
  return <f64>(isNegative ? -number : number);
}

// google/protobuf/struct.proto, as src/rows/wireFormat.ts has it

const TAG_ITEM: u8 = 0x0a;
const TAG_STRUCT: u8 = 0x2a;
const TAG_STRING: u8 = 0x1a;
const TAG_NUMBER: u8 = 0x11;
/** A number as a google.protobuf.Value: its tag and a double. */
const NUMBER_SIZE: usize = 9;

function structSize(): usize {
  let size: usize = 0;
  for (let index = 0; index < columnCount; index++) {
    const value = valueSize(column(index));
    if (value > 0) size += fieldSize(entrySize(column(index), value));
  }
  return size;
}

/** Bytes of a google.protobuf.Value: 0 for a number that is missing, and whose entry is, too. */
function valueSize(here: Column): usize {
  const length = here.to - here.from;
  if (here.isText) return fieldSize(length);
  return length == 0 ? 0 : NUMBER_SIZE;
}

/** The tag of the value is counted with the start. */
function entrySize(here: Column, value: usize): usize {
  return here.startLength - 1 + fieldSize(value);
}

/** Returns where the entry ends. */
function entry(here: Column, start: usize): usize {
  const value = valueSize(here);
  if (value == 0) return start;
  let end = open(start, TAG_ITEM, entrySize(here, value));
  end = copy(here.start, here.startLength, end);
  end = varint(end, value);
  if (here.isText) {
    end = open(end, TAG_STRING, here.to - here.from);
    return copy(here.from, here.to - here.from, end);
  }
  store<u8>(end, TAG_NUMBER);
  store<f64>(end + 1, numberAt(here.from, here.to));
  return end + NUMBER_SIZE;
}

function open(start: usize, tag: u8, length: usize): usize {
  store<u8>(start, tag);
  return varint(start + 1, length);
}

function varint(start: usize, value: usize): usize {
  while (value > 0x7f) {
    store<u8>(start++, <u8>(value | 0x80));
    value >>= 7;
  }
  store<u8>(start, <u8>value);
  return start + 1;
}

/** Bytes of a length-delimited field that holds as many. */
function fieldSize(length: usize): usize {
  let size = length + 2;
  for (let rest = length >> 7; rest > 0; rest >>= 7) size++;
  return size;
}

function copy(text: usize, length: usize, start: usize): usize {
  for (let index: usize = 0; index < length; index += SLACK) v128.store(start + index, v128.load(text + index));
  return start + length;
}

// Fingerprints

const ODD: u64 = 0x9e3779b97f4a7c15;
let hash: u64 = 0;

/** 64 bits of what tells the row from others. */
function fingerprint(): u64 {
  hash = ODD;
  let isKnown = false;
  for (let index = 0; index < columnCount; index++) {
    const here = column(index);
    if (!here.isIdentity) continue;
    if (here.to > here.from) isKnown = true;
    stirAll(here);
  }
  // A row without any of its ids can only be told from others as a whole.
  for (let index = 0; !isKnown && index < columnCount; index++) stirAll(column(index));
  stir(0);
  stir(0);
  return hash == 0 ? 1 : hash;
}

/** With its length, so that no two values make up for each other. */
function stirAll(here: Column): void {
  const length = here.to - here.from;
  stir(<u64>length);
  for (let index: usize = 0; index < length; index += 8) {
    const left = length - index;
    const word = load<u64>(here.from + index);
    stir(left < 8 ? word & (((<u64>1) << ((<u64>left) << 3)) - 1) : word);
  }
}

function stir(word: u64): void {
  hash = (hash ^ word) * ODD;
  hash ^= hash >> 32;
}

function column(index: i32): Column {
  return changetype<Column>(columns + <usize>index * COLUMN_SIZE);
}

/** Lets as many bytes more be written. */
function room(bytes: usize): void {
  const missing = <isize>(outputEnd + bytes + SLACK) - ((<isize>memory.size()) << 16);
  if (missing > 0) memory.grow(<i32>((missing + 0xffff) >> 16));
}
