import { formatNumberOf } from '../../../lib/format';
import type { Attempt } from '../../../server/http/attempt';
import type { ExploreResults } from './explore-results';

/** How many traces the filters select. */
export async function TotalSection({ results }: { results: Promise<Attempt<ExploreResults>> }) {
  const read = await results;
  if (!read.ok) return null;
  const { total } = read.value.first;
  return formatNumberOf(total, 'trace');
}
