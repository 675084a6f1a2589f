import type { Overview, Signature } from '../../../lib/contracts/overview';
import type { TracePage } from '../../../lib/contracts/trace';
import { pageSize } from '../../../lib/search/trace-page-size';
import { type Attempt, attempt } from '../../../server/http/attempt';
import { currentRequestSignal } from '../../../server/http/request-signal';
import { readOverview } from '../../../server/store/overview';
import { readSignatures } from '../../../server/store/signatures';
import { readTracePage } from '../../../server/store/traces';
import type { ExploreRequest } from './explore-request';

export interface ExploreResults {
  overview: Overview;
  signatures: Signature[];
  first: TracePage;
}

const signaturesShown = 100;

/** Totals, signatures and the first rows: one answer, so that its numbers belong together. */
export function readResults({ database, filters, sort }: ExploreRequest): Promise<Attempt<ExploreResults>> {
  const signal = currentRequestSignal();
  return attempt(async () => {
    const [overview, signatures, first] = await Promise.all([
      readOverview({ database, filters, signal }),
      readSignatures({ database, filters, limit: signaturesShown, signal }),
      readTracePage({ database, filters, ...sort, offset: 0, limit: pageSize, signal }),
    ]);
    return { overview, signatures, first };
  });
}
