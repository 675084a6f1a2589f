import type { Filters } from '../../lib/contracts/filters';
import type { DetectorKind, PatternReport } from '../../lib/contracts/pattern';
import type { Database } from '../database';
import { readPatterns } from '../store/patterns';
import { countTraces } from '../store/trace-counts';
import { findAssociations } from './associations';

export interface FindPatternsRequest {
  database: Database;
  filters: Filters;
  /** All without it. */
  detectors?: readonly DetectorKind[] | undefined;
  /** Patterns a detector. */
  limit?: number;
  signal?: AbortSignal | undefined;
}

/** What the detectors found within the selected traces, and which values go with failure there. */
export async function findPatterns({
  database,
  filters,
  detectors,
  limit = 25,
  signal,
}: FindPatternsRequest): Promise<PatternReport> {
  const { traces } = await countTraces({ database, filters, groupBy: 'none', signal });
  const patterns = await readPatterns({ database, filters, detectors, limit, signal });
  const { associations, tried } = await findAssociations({ database, filters, signal });
  return { ofTraces: traces, patterns, associations, associationsTried: tried };
}
