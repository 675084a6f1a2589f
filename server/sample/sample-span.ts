export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** One line of the canonical form, in the spelling of HALO's own exporter. */
export interface SampleSpan {
  trace_id: string;
  span_id: string;
  parent_span_id: string;
  trace_state: string;
  name: string;
  kind: 'SPAN_KIND_INTERNAL' | 'SPAN_KIND_CLIENT';
  start_time: string;
  end_time?: string;
  status: { code: 'STATUS_CODE_OK' | 'STATUS_CODE_ERROR'; message: string };
  resource: { attributes: { [key: string]: Json } };
  scope: { name: string; version: string };
  attributes: { [key: string]: Json };
  events?: Json[];
}

/** ISO 8601 with nanoseconds from microseconds since 1970 (exact in a number until the year 2255). */
export function isoTime(us: number): string {
  const rest = us % 1000;
  return `${new Date((us - rest) / 1000).toISOString().slice(0, -1)}${String(rest).padStart(3, '0')}000Z`;
}
