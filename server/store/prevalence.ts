import { z } from 'zod';
import type { Filters } from '../../lib/contracts/filters';
import { type Database, queryOne } from '../database';
import { integer } from './row-values';
import { type SelectionRequest, selectTraces } from './selection';

export interface PrevalenceRequest {
  database: Database;
  /** The traces that are asked about. */
  scope: Filters;
  /** Those among them that a claim holds for. */
  predicate: Filters;
  /** Which of these does it hold for? */
  traceIds: readonly [string, ...string[]];
  signal?: AbortSignal | undefined;
}

export interface PrevalenceCount {
  traces: number;
  ofTraces: number;
  /** Of `traceIds`, those that the predicate selects within the scope. */
  held: Set<string>;
}

const countRow = z.object({ traces: integer });

/** How many traces the filters select. Throws AppError `bad-pattern` or `cancelled`. */
export async function countSelected(request: SelectionRequest): Promise<number> {
  const { sql, params } = await selectTraces(request);
  const { traces } = await queryOne(request.database, {
    sql: `SELECT count(*) AS traces FROM (${sql})`,
    params,
    row: countRow,
    signal: request.signal,
  });
  return traces;
}

/** Counts how many of the traces in scope a predicate selects. Throws AppError `bad-pattern` or `cancelled`. */
export async function readPrevalence(request: PrevalenceRequest): Promise<PrevalenceCount> {
  const { database, traceIds, signal } = request;
  const ofTraces = await countSelected({ database, filters: request.scope, signal });
  const scope = await selectTraces({ database, filters: request.scope, signal });
  const predicate = await selectTraces({ database, filters: request.predicate, signal });
  const matches = `trace_ix IN (${scope.sql}) AND trace_ix IN (${shifted(predicate.sql, scope.params.length)})`;
  const params = [...scope.params, ...predicate.params];
  const wanted = traceIds.map((_, index) => `$${params.length + 1 + index}`).join(', ');
  const { traces, held } = await queryOne(database, {
    sql: `SELECT count(*) AS traces, list(trace_id) FILTER (trace_id IN (${wanted})) AS held
          FROM trace WHERE ${matches}`,
    params: [...params, ...traceIds],
    row: z.object({ traces: integer, held: z.array(z.string()).nullable() }),
    signal,
  });
  return { traces, ofTraces, held: new Set(held) };
}

/** The same query with its parameters numbered behind those of another. */
function shifted(sql: string, by: number): string {
  return sql.replace(/\$(\d+)/g, (_, number: string) => `$${Number(number) + by}`);
}
