import type { Part } from "./markup.js";

/** A column of a table, for items of one kind. */
export interface TableColumn<Item> {
  title: string;
  cell: (item: Item) => Part;
  /** What the second line of a cell is. An export has a column of its own for it. */
  second?: string;
  number?: boolean;
}
