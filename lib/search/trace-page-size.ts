/** Rows that the list of traces asks for at once. */
export const pageSize = 100;
