import { z } from 'zod';
import { type Database, query } from '../database';
import { integer } from './row-values';
import type { Param, Selection } from './selection';

export interface ToolCallsRequest {
  database: Database;
  selection: Selection;
  tools: readonly string[];
  signal?: AbortSignal | undefined;
}

/** How often each tool was called in the selected traces, failed or not. */
export async function readToolCalls({
  database,
  selection,
  tools,
  signal,
}: ToolCallsRequest): Promise<Map<string, number>> {
  if (tools.length === 0) return new Map();
  const params: Param[] = [...selection.params];
  const names = tools.map((tool) => `$${params.push(tool)}`).join(', ');
  const rows = await query(database, {
    sql: `
      SELECT tool_name, count(*) AS calls FROM span
      WHERE observation_kind = 'TOOL' AND tool_name IN (${names}) AND trace_ix IN (${selection.sql})
      GROUP BY ALL`,
    params,
    row: z.object({ tool_name: z.string(), calls: integer }),
    signal,
  });
  return new Map(rows.map((row) => [row.tool_name, row.calls]));
}
