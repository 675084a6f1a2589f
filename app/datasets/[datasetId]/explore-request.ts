import type { Filters } from '../../../lib/contracts/filters';
import type { SortState } from '../../../lib/search/trace-sort';
import type { Database } from '../../../server/database';

/** What each part of the list's page is asked for. */
export interface ExploreRequest {
  datasetId: string;
  database: Database;
  filters: Filters;
  sort: SortState;
}
