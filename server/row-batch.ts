/** As many rows as DuckDB works on at once. */
export const maxBatchRows = 2048;

/** Values of one column; `valid` has a bit a row, lowest first, and is absent where no value is NULL. */
export type ColumnValues =
  | { type: 'VARCHAR'; values: readonly (string | Uint8Array | null)[] }
  | { type: 'BIGINT'; values: BigInt64Array; valid?: Uint8Array }
  | { type: 'INTEGER'; values: Int32Array; valid?: Uint8Array }
  | { type: 'DOUBLE'; values: Float64Array; valid?: Uint8Array }
  | { type: 'BOOLEAN'; values: Uint8Array; valid?: Uint8Array };

/** At most `maxBatchRows` rows; a typed array may be longer. */
export interface Batch {
  rows: number;
  columns: readonly ColumnValues[];
}
