import { FacetList } from '../../../components/traces/facet-list';
import { attempt } from '../../../server/http/attempt';
import { currentRequestSignal } from '../../../server/http/request-signal';
import { readFacets } from '../../../server/store/facets';
import type { ExploreRequest } from './explore-request';

const valuesShown = 12;

/** What fails here fails in the results too, and is said there. */
export async function FacetsSection({ database, filters }: ExploreRequest) {
  const signal = currentRequestSignal();
  const facets = await attempt(() => readFacets({ database, filters, limit: valuesShown, signal }));
  return facets.ok ? <FacetList facets={facets.value} /> : null;
}
