import type { DetectorKind, Pattern } from '../../lib/contracts/pattern';
import { type FixtureSpan, openFixture } from '../store/fixture-database';
import { readPatterns } from '../store/patterns';
import { recordPatterns } from './record-patterns';

/** For tests: what one detector finds in these spans. */
export async function found(detector: DetectorKind, spans: readonly FixtureSpan[]): Promise<Pattern[]> {
  const fixture = await openFixture(spans, { derive: recordPatterns });
  try {
    return await readPatterns({
      database: fixture.database,
      filters: {},
      detectors: [detector],
      limit: 100,
    });
  } finally {
    await fixture.remove();
  }
}
