import { type Database, execute } from '../database';
import { detectors } from './index';

/** Runs all detectors on a dataset that is being imported, its spans and traces complete, and stores what they find. */
export async function recordPatterns(
  database: Database,
  options: { signal?: AbortSignal | undefined } = {},
): Promise<void> {
  for (const detector of detectors) await execute(database, detector.sql, options);
}
