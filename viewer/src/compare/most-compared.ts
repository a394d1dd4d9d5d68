/** So many runs stand side by side at most: each is a column, and its whole record is read. */
export const MOST_COMPARED = 12;
