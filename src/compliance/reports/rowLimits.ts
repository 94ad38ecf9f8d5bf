/** How many more rows of a table the page shows at once. */
export const ROWS_AT_ONCE = 200;

/** The same for readers in a hurry. A browser needs seconds to lay out many thousands of rows. */
export const MANY_ROWS = 2000;

/** How many rows of a table are printed. */
export const PRINTED_ROWS = 1000;
