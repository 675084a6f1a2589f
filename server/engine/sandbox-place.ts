import { z } from 'zod';
import { query } from '../database';
import { integer } from '../store/row-values';
import { selectTraces } from '../store/selection';
import { textWithin } from './limits';
import { ToolRefusal, tellFilters } from './tool';
import type { ToolContext } from './tool-context';

/** Where statements of the sandbox look: the dataset, and the traces of the question among its own. */
export async function sandboxPlace(
  { database, filters }: Pick<ToolContext, 'database' | 'filters'>,
  signal: AbortSignal,
): Promise<{ database: string; scope: number[] | null }> {
  if (Object.keys(filters).length === 0) return { database: database.file, scope: null };
  const { sql, params } = await selectTraces({ database, filters, signal });
  const rows = await query(database, { sql, params, row: z.object({ trace_ix: integer }), signal });
  return { database: database.file, scope: rows.map((row) => row.trace_ix) };
}

/** Said where the views show less than the dataset. */
export function scopeNote({ filters }: Pick<ToolContext, 'filters'>): object {
  return Object.keys(filters).length === 0
    ? {}
    : {
        filters: tellFilters(filters),
        note: 'The views show the traces of the question alone: those that these filters select.',
      };
}

/** Bytes of JSON of what was printed before it failed. */
const longestOutput = 64_000;

/** What the sandbox refuses, as the tool's refusal. */
export function sandboxRefusal(refused: {
  error: string;
  instead: string;
  stdout?: string | undefined;
}): ToolRefusal {
  const { error, instead, stdout } = refused;
  return new ToolRefusal({
    error,
    instead,
    ...(stdout ? { stdout: textWithin(stdout, longestOutput) } : {}),
  });
}
