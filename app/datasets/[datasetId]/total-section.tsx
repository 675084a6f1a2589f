import { formatCount } from '../../../lib/format';
import { attempt } from '../../../server/http/attempt';
import { currentRequestSignal } from '../../../server/http/request-signal';
import { readTracePage } from '../../../server/store/traces';
import type { ExploreRequest } from './explore-request';

/** How many traces the filters select. */
export async function TotalSection({ database, filters, sort }: ExploreRequest) {
  const signal = currentRequestSignal();
  const page = await attempt(() =>
    readTracePage({ database, filters, ...sort, offset: 0, limit: 0, signal }),
  );
  if (!page.ok) return null;
  const { total } = page.value;
  return (
    <>
      {formatCount(total)} {total === 1 ? 'trace' : 'traces'}
    </>
  );
}
