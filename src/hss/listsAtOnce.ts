/** Lists of one call that are under way at once. Each is read in parallel pages, so that few keep the connections busy. */
export const LISTS_AT_ONCE = 4;
