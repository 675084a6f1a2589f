import { formatCost, formatCount, formatDuration } from '../../../../lib/format';
import {
  type DatasetOverview,
  type FoundTrace,
  overviewSchema,
  patternsSchema,
  read,
  tracesSchema,
} from './answers';
import { detectorWords } from './detector-words';
import { onRecord } from './failure-modes';
import { describeAll, findingOf, readExamples, spansRead } from './pattern-evidence';
import { noTurnLeft, type Play, type PlayCall, unreadable } from './play';
import { filtersArgs, namedFilters } from './scope';
import { pageOf, type Wish } from './wish';
import { citeTrace, nothingMatches, paragraphs } from './words';

const usual = 5;
const listedPatterns = 6;

/** What can be dear of a run, and the words that ask for it. */
const aspects = {
  duration: { asked: /\b(?:slow\w*|latenc\w*|long\w*|fast\w*|duration\w*|time)\b/, title: 'The slowest' },
  tokens: { asked: /\btokens?\b/, title: 'The most tokens' },
  cost: {
    asked: /\b(?:expensive|cost\w*|cheap\w*|pric\w*|money|dollars?|spen[dt]\w*)\b/,
    title: 'The most expensive',
  },
} as const;
type Aspect = keyof typeof aspects;
const aspectNames = ['duration', 'tokens', 'cost'] as const satisfies Aspect[];
const asksForWaste = /\b(?:wast\w*|inefficien\w*)\b/;

/** Slow, expensive and wasteful runs: the extremes of what is asked for, and what the detectors call waste. */
export function* costlyRuns(wish: Wish): Play {
  const filters = filtersArgs(namedFilters(wish.scope));
  const asked = aspectNames.filter((aspect) => aspects[aspect].asked.test(wish.text));
  const wasteful = asked.length === 0 || asksForWaste.test(wish.text);
  const told = asked.length > 0 ? asked : asksForWaste.test(wish.text) ? [] : aspectNames;
  const listed = wish.limit ?? usual;
  const order = /\b(?:fast\w*|cheap\w*|least|fewest)\b/.test(wish.text) ? 'asc' : 'desc';
  const waste: PlayCall[] = wasteful
    ? [{ name: 'find_patterns', args: { ...filters, detectors: wasteDetectors } }]
    : [];
  const [first, ...answers] = yield {
    calls: [
      { name: 'get_dataset_overview', args: filters },
      ...waste,
      ...told.map(
        (sort): PlayCall => ({
          name: 'query_traces',
          args: { ...filters, sort, order, limit: listed, offset: wish.page * listed },
        }),
      ),
    ],
    otherwise: noTurnLeft,
  };
  const overview = read(overviewSchema, first);
  if (!overview) return unreadable;
  const pages = answers.slice(waste.length);
  if (overview.total_traces === 0) return nothingMatches(overview);
  const lists = told.map((aspect, at) =>
    ranked({
      aspect,
      order,
      traces: read(tracesSchema, pages[at])?.traces ?? [],
      from: wish.page * listed,
      overview,
    }),
  );
  const base = [totals(overview), ...lists];
  if (!wasteful) return paragraphs(...base);
  const report = read(patternsSchema, answers[0]);
  if (!report) return unreadable;
  const { shown } = pageOf(report.patterns, { limit: null, page: wish.page }, listedPatterns);
  if (shown.length === 0)
    return paragraphs(
      ...base,
      'The detectors found no more waste: no repeated calls, no growing context, no giant payload.',
    );
  const viewed = yield { calls: readExamples(shown), otherwise: paragraphs(...base) };
  const spans = spansRead(viewed);
  const text = paragraphs(...base, 'What is wasted:', ...describeAll(shown, spans));
  const reported = yield { calls: shown.map((pattern) => findingOf(pattern, spans)), otherwise: text };
  return paragraphs(text, onRecord(reported));
}

const wasteDetectors = Object.entries(detectorWords).flatMap(([kind, { is }]) =>
  is === 'waste' ? kind : [],
);

function totals(overview: DatasetOverview): string {
  const {
    duration_ms_p50,
    duration_ms_p95,
    total_input_tokens,
    total_output_tokens,
    total_cost_usd,
    traces_without_cost,
  } = overview;
  const of = `of ${formatCount(overview.total_traces)} traces`;
  return `Half of the traces take up to ${ms(duration_ms_p50)}, 95 % up to ${ms(duration_ms_p95)}; ${formatCount(total_input_tokens)} input and ${formatCount(total_output_tokens)} output tokens in all, cost ${formatCost(total_cost_usd)} (unknown for ${formatCount(traces_without_cost)} ${of}).`;
}

function ranked(options: {
  aspect: Aspect;
  order: 'asc' | 'desc';
  traces: FoundTrace[];
  from: number;
  overview: DatasetOverview;
}): string[] {
  const { aspect, order, traces, from, overview } = options;
  const title =
    order === 'asc'
      ? { duration: 'The fastest', tokens: 'The fewest tokens', cost: 'The cheapest' }[aspect]
      : aspects[aspect].title;
  const known = traces.filter((trace) => valueWords(trace, aspect) !== null);
  const of = `of ${formatCount(overview.total_traces)} traces`;
  if (known.length === 0) return [`${title}, ${of}: ${from > 0 ? 'there are no more' : 'no trace says it'}.`];
  return [
    `${title}, ${of}:`,
    ...known.map(
      (trace, index) => `${from + index + 1}. ${valueWords(trace, aspect)}: ${citeTrace(trace.trace_id)}`,
    ),
  ];
}

function valueWords(trace: FoundTrace, aspect: Aspect): string | null {
  const { duration_ms, cost_usd, total_input_tokens, total_output_tokens } = trace;
  switch (aspect) {
    case 'duration':
      return duration_ms === null ? null : ms(duration_ms);
    case 'cost':
      return cost_usd === null ? null : formatCost(cost_usd);
    case 'tokens':
      return total_input_tokens + total_output_tokens === 0
        ? null
        : `${formatCount(total_input_tokens)} in, ${formatCount(total_output_tokens)} out`;
    default:
      return aspect satisfies never;
  }
}

function ms(value: number | null): string {
  return value === null ? 'an unknown time' : formatDuration(value * 1e6);
}
