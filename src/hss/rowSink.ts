/** Takes the rows of a list as they are read: in order, a page at a time, each once. */
export interface RowSink<Row> {
  add(rows: readonly Row[]): void;
  /** Forgets all rows, as the list is read again from its start. */
  clear(): void;
}
