import { type Database, execute } from '../database';
import { findTraces } from './found-traces';

export interface ScanRequest {
  database: Database;
  /** RE2. */
  pattern: string;
  signal?: AbortSignal | undefined;
}

/**
 * Finds the traces that have a span whose raw JSON matches, and names a table of their `trace_ix`. The whole dataset is
 * read once for a pattern, however many ask. Throws AppError `bad-pattern` or `cancelled`.
 */
export function scanTraces({ database, pattern, signal }: ScanRequest): Promise<string> {
  const find = (table: string, stop: AbortSignal) =>
    execute(
      database,
      `CREATE TABLE ${table} AS SELECT DISTINCT trace_ix FROM span WHERE regexp_matches(raw, $1)`,
      { params: [pattern], signal: stop },
    );
  return findTraces({ database, key: `pattern:${pattern}`, find, signal });
}
