import { z } from 'zod';
import type { Filters } from '../../lib/contracts/filters';
import { type Database, query } from '../database';
import { nullableText } from './row-values';

export interface PatternNameRequest {
  database: Database;
  pattern: Filters['pattern'];
  signal?: AbortSignal | undefined;
}

/** What a pattern says, or else what it is about; null for none, and where the dataset has no such pattern. */
export async function readPatternName({
  database,
  pattern,
  signal,
}: PatternNameRequest): Promise<string | null> {
  if (pattern === undefined) return null;
  const [row] = await query(database, {
    sql: 'SELECT label, signature FROM pattern WHERE detector = $1 AND key = $2 LIMIT 1',
    params: [pattern.detector, pattern.key],
    row: z.object({ label: z.string(), signature: nullableText }),
    signal,
  });
  return row === undefined ? null : (row.signature ?? row.label);
}
