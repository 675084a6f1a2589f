import { z } from 'zod';
import type { Filters } from '../../lib/contracts/filters';
import { type Facet, type FacetName, facetNameSchema } from '../../lib/contracts/overview';
import { type Database, query } from '../database';
import { answerCache } from './answer-cache';
import { integer } from './row-values';
import { selectTraces } from './selection';

export interface FacetsRequest {
  database: Database;
  filters: Filters;
  signal?: AbortSignal | undefined;
  /** Values a facet, the most frequent first. */
  limit?: number;
}

/** The filters that a facet sets, which its own counts leave aside: they say what choosing another value would give. */
const ownFilters: Record<FacetName, readonly (keyof Filters)[]> = {
  outcome: ['has_errors', 'error_class'],
  agent: ['agent_names'],
  model: ['model_names'],
  tool: ['tool_names'],
  service: ['service_names'],
  project: ['project_id'],
};

/** What a trace holds, not its worst alone: a count is what the filter of the same name selects. */
const outcomes = `
  SELECT 'error' AS value, trace_ix FROM trace WHERE error_span_count > 0 UNION ALL
  SELECT 'silent', trace_ix FROM trace WHERE silent_span_count > 0 UNION ALL
  SELECT 'handled', trace_ix FROM trace WHERE handled_span_count > 0`;

/** Every facet with how many traces each value would select, the facet's own filters aside. */
export async function readFacets({ database, filters, signal, limit = 50 }: FacetsRequest): Promise<Facet[]> {
  const names = facetNameSchema.options;
  return Promise.all(
    names.map((name) => {
      const others = without(filters, name);
      return facets(database, { others, limit, name }, () =>
        countFacet({ database, filters: others, signal, limit, name }),
      );
    }),
  );
}

const facets = answerCache<Facet>(256);

interface FacetRequest extends FacetsRequest {
  limit: number;
  name: FacetName;
}

async function countFacet({ database, filters, signal, limit, name }: FacetRequest): Promise<Facet> {
  const { onTraceIx, params } = await selectTraces({ database, filters, signal });
  const counted =
    name === 'outcome'
      ? `SELECT value, count(*) AS traces FROM (${outcomes}) WHERE ${onTraceIx} GROUP BY ALL`
      : `SELECT value, count(*) AS traces FROM trace_value WHERE facet = '${name}' AND ${onTraceIx} GROUP BY ALL`;
  const rows = await query(database, {
    sql: `
      SELECT value, traces, count(*) OVER () AS distinct_values FROM (${counted})
      ORDER BY traces DESC, value LIMIT $${params.length + 1}`,
    params: [...params, limit],
    row: facetRow,
    signal,
  });
  return {
    name,
    values: rows.map(({ value, traces }) => ({ value, traces })),
    distinct: rows[0]?.distinct_values ?? 0,
  };
}

function without(filters: Filters, name: FacetName): Filters {
  const others = { ...filters };
  for (const own of ownFilters[name]) delete others[own];
  return others;
}

const facetRow = z.object({ value: z.string(), traces: integer, distinct_values: integer });
