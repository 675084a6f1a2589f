import type { Filters } from './contracts/filters';
import { printFilters } from './search/filters-query';

/** The list of a dataset's traces under these filters. */
export function datasetUrl(datasetId: string, filters: Filters = {}, sort?: string): string {
  const query = printFilters(filters);
  if (sort) query.set('sort', sort);
  return withQuery(`/datasets/${encodeURIComponent(datasetId)}`, query);
}

export interface TraceLink {
  datasetId: string;
  traceId: string;
  /** Selects a span by its id. */
  spanId?: string | null;
  /** Marks these words in the selected span. */
  quote?: string | null;
}

/** A trace, perhaps with a span selected and words marked in it. */
export function traceUrl({ datasetId, traceId, spanId, quote }: TraceLink): string {
  const query = new URLSearchParams();
  if (spanId) query.set('span', spanId);
  if (quote) query.set('quote', quote);
  return withQuery(`/datasets/${encodeURIComponent(datasetId)}/traces/${encodeURIComponent(traceId)}`, query);
}

/** What became of every line of a dataset's files; from which rejected line on. */
export function importReportUrl(datasetId: string, from = 0): string {
  const query = new URLSearchParams(from > 0 ? { from: String(from) } : {});
  return withQuery(`/datasets/${encodeURIComponent(datasetId)}/import-report`, query);
}

/** Where the answers about one trace are asked for: `/spans/<row>` and `/search` lie below it. */
export function traceApiUrl({ datasetId, traceId }: Pick<TraceLink, 'datasetId' | 'traceId'>): string {
  return `/api/datasets/${encodeURIComponent(datasetId)}/traces/${encodeURIComponent(traceId)}`;
}

export function diagnosisUrl(diagnosisId: string): string {
  return `/diagnoses/${encodeURIComponent(diagnosisId)}`;
}

/** The query parameter that names the diagnosis in the chat. */
export const diagnosisParameter = 'diagnosis';

/** The same page with a diagnosis open in the chat beside it. Takes a whole address, or a path. */
export function withDiagnosis(url: string, diagnosisId: string | null): string {
  if (diagnosisId === null) return url;
  return `${url}${url.includes('?') ? '&' : '?'}${diagnosisParameter}=${encodeURIComponent(diagnosisId)}`;
}

function withQuery(path: string, query: URLSearchParams): string {
  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
}
