import { countsSchema, type FoundPattern, patternsSchema, read, tracesSchema } from './answers';
import { onRecord } from './failure-modes';
import { describeAll, findingOf, readExamples, spansRead } from './pattern-evidence';
import { noTurnLeft, type Play, type PlayAnswer, type PlayCall, unreadable } from './play';
import type { Wish } from './wish';
import { citeTrace, ofTraces, paragraphs, plain, plural } from './words';

const listedTraces = 10;
const groupings = ['model', 'agent', 'service'] as const;

/** More of one pattern that an answer told of by its label: its traces, how they ended, and who took part. */
export function* onePattern(label: string, { page: pages }: Pick<Wish, 'page'>): Play {
  const [answer] = yield { calls: [{ name: 'find_patterns', args: {} }], otherwise: noTurnLeft };
  const report = read(patternsSchema, answer);
  if (!report) return unreadable;
  const pattern = report.patterns.find((candidate) => plain(candidate.label) === label);
  if (pattern === undefined) return `There is no pattern “${label}” among the traces that are looked at now.`;
  const { detector, key, of_traces } = pattern;
  const filters = { pattern: { detector, key } };
  const offset = pages * listedTraces;
  const [traces, errors, ...others] = yield {
    calls: [
      { name: 'query_traces', args: { filters, limit: listedTraces, offset } },
      { name: 'count_traces', args: { filters: { ...filters, has_errors: true } } },
      ...groupings.map((group_by): PlayCall => ({ name: 'count_traces', args: { filters, group_by } })),
      ...readExamples([pattern]),
    ],
    otherwise: paragraphs(...describeAll([pattern], new Map())),
  };
  const spans = spansRead(others.slice(groupings.length));
  const text = paragraphs(
    ...describeAll([pattern], spans),
    statusLine(pattern, errors),
    groupings.flatMap((grouping, at) => groupLine(grouping, others[at])),
    tracesLine(traces, offset),
    `That is what the traces tell of it (of ${plural(of_traces, 'trace')}); why the code does so is not in them.`,
  );
  const reported = yield { calls: [findingOf(pattern, spans)], otherwise: text };
  return paragraphs(text, onRecord(reported));
}

function tracesLine(answer: PlayAnswer | undefined, offset: number): string {
  const page = read(tracesSchema, answer);
  if (page === undefined) return '';
  const cited = page.traces.map((trace) => citeTrace(trace.trace_id)).join(', ');
  if (cited === '') return `There are no more of its traces: all ${page.total} were told.`;
  return `Its traces, ${offset + 1} to ${offset + page.traces.length} of ${page.total}: ${cited}`;
}

function statusLine({ traces }: FoundPattern, answer: PlayAnswer | undefined): string {
  const counts = read(countsSchema, answer);
  return counts === undefined ? '' : `${ofTraces(counts.total, traces)} of it have a span with status ERROR.`;
}

function groupLine(grouping: string, answer: PlayAnswer | undefined): string[] {
  const counts = read(countsSchema, answer);
  const named = counts?.groups.filter((group) => group.value !== null) ?? [];
  if (counts === undefined || named.length === 0) return [];
  const parts = named
    .slice(0, 5)
    .map((group) => `${plain(group.value ?? '')} in ${ofTraces(group.traces, counts.total)}`);
  return [`- By ${grouping}: ${parts.join(', ')}`];
}
