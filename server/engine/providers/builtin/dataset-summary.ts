import { formatCost, formatCount, formatDuration } from '../../../../lib/format';
import { type DatasetOverview, overviewSchema, read } from './answers';
import { noTurnLeft, type Play, unreadable } from './play';
import { filtersArgs, namedFilters } from './scope';
import type { Wish } from './wish';
import { citeTrace, nothingMatches, ofTraces, paragraphs, plain } from './words';

const listed = 10;

/** What may be asked of a dataset, each with the words that ask for it. */
const facts: readonly { asked: RegExp; tell: (overview: DatasetOverview) => string }[] = [
  { asked: /\b(?:errors?|fail\w*|outcomes?)\b/, tell: outcomes },
  { asked: /\b(?:durations?|long|time|latenc\w*)\b/, tell: durations },
  { asked: /\b(?:tokens?|costs?|money|spen[dt]\w*)\b/, tell: tokens },
  { asked: /\bagents?\b/, tell: (overview) => names('Agents', overview.agent_names, overview) },
  { asked: /\bmodels?\b/, tell: (overview) => names('Models', overview.model_names, overview) },
  { asked: /\b(?:tools?|functions?)\b/, tell: (overview) => names('Tools', overview.tool_names, overview) },
  { asked: /\bservices?\b/, tell: (overview) => names('Services', overview.service_names, overview) },
  { asked: /\bprojects?\b/, tell: (overview) => names('Projects', overview.project_ids, overview) },
];

/** What is in the dataset, in numbers: all of it, or the facts that are asked for. */
export function* datasetSummary(wish: Wish): Play {
  const [answer] = yield {
    calls: [{ name: 'get_dataset_overview', args: filtersArgs(namedFilters(wish.scope)) }],
    otherwise: noTurnLeft,
  };
  const overview = read(overviewSchema, answer);
  if (!overview) return unreadable;
  if (overview.total_traces === 0) return nothingMatches(overview);
  const asked = facts.filter((fact) => fact.asked.test(wish.text));
  const told = asked.length > 0 ? asked : facts;
  const range = `from ${overview.earliest_start_time ?? 'unknown'} to ${overview.latest_end_time ?? 'unknown'}`;
  return paragraphs(
    `${formatCount(overview.total_traces)} of ${formatCount(overview.of_traces_in_dataset)} traces of the dataset, with ${formatCount(overview.total_spans)} spans, ${range}.`,
    told.map((fact) => `- ${fact.tell(overview)}`),
    asked.length === 0 ? gaps(overview) : '',
    asked.length === 0
      ? `A few to open: ${overview.sample_trace_ids.slice(0, 3).map(citeTrace).join(', ')}`
      : '',
  );
}

function outcomes(overview: DatasetOverview): string {
  const of = (count: number) => ofTraces(count, overview.total_traces);
  return `Status ERROR: ${of(overview.error_trace_count)}; silent failures: ${of(overview.silent_failure_trace_count)}; handled ones: ${of(overview.handled_failure_trace_count)}.`;
}

function durations({ duration_ms_p50, duration_ms_p95 }: DatasetOverview): string {
  const ms = (value: number | null) => (value === null ? 'an unknown time' : formatDuration(value * 1e6));
  return `Duration: half up to ${ms(duration_ms_p50)}, 95 % up to ${ms(duration_ms_p95)}.`;
}

function tokens(overview: DatasetOverview): string {
  const { total_input_tokens, total_output_tokens, total_cost_usd, traces_without_cost, total_traces } =
    overview;
  return `Tokens: ${formatCount(total_input_tokens)} in, ${formatCount(total_output_tokens)} out; cost ${formatCost(total_cost_usd)}, unknown for ${ofTraces(traces_without_cost, total_traces)}.`;
}

function names(
  title: string,
  list: DatasetOverview['tool_names'],
  { total_traces }: DatasetOverview,
): string {
  if (list.length === 0) return `${title}: none is named.`;
  const told = list
    .slice(0, listed)
    .map((one) => `${plain(one.name)} (${ofTraces(one.traces, total_traces)})`);
  const more =
    list.length > listed ? `, and ${list.length - listed}${list.length === 50 ? ' or more' : ''} others` : '';
  return `${title} (${list.length === 50 ? '50 or more' : list.length}): ${told.join(', ')}${more}`;
}

function gaps({ missing_parent_span_count }: DatasetOverview): string {
  if (missing_parent_span_count === 0) return '';
  return `${formatCount(missing_parent_span_count)} spans name a parent that is not in the data: parts of these traces may be missing.`;
}
