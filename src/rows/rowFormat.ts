/** A property of the rows of one list. */
export interface Column {
  /** Its name in an unpacked row. */
  property: string;
  /** Its name in the JSON that brings the rows. */
  name: string;
  /** Else it is a whole number, which a row may be without. */
  isText: boolean;
}

/** What a list's rows have. */
export interface RowFormat {
  readonly columns: readonly Column[];
  /** A row that has nothing but its texts, and these are empty. */
  readonly blank: Readonly<Record<string, string | number>>;
  /** Indices of the columns that together tell a row from every other. */
  readonly identity: readonly number[];
  /** Bytes of the longest text that is taken without a closer look. */
  readonly longestText: number;
}
