import type { Filters } from '../contracts/filters';
import { parseFilters, type QueryReader } from '../search/filters-query';
import { diagnosisParameter } from '../url';

/** What is on screen, as far as a question may be about it. */
export interface ChatPlace {
  datasetId: string | null;
  traceId: string | null;
  /** Those of the list; none on the page of one trace. */
  filters: Filters;
  /** The diagnosis that the address asks for. */
  diagnosisId: string | null;
  /** The page shows a diagnosis itself: the chat beside it would show it twice. */
  onDiagnosisPage: boolean;
}

/** Reads a page's path and query. */
export function chatPlace(pathname: string, query: QueryReader): ChatPlace {
  const [room, id, kind, traceId] = pathname.split('/').slice(1).map(decode);
  const inDataset = room === 'datasets' && id !== undefined;
  const onTrace = inDataset && kind === 'traces' && traceId !== undefined;
  return {
    datasetId: inDataset ? id : null,
    traceId: onTrace ? traceId : null,
    filters: inDataset && !onTrace ? parseFilters(query).filters : {},
    diagnosisId: query.get(diagnosisParameter),
    onDiagnosisPage: room === 'diagnoses',
  };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
