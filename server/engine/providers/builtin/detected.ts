import { z } from 'zod';
import type { DetectorKind } from '../../../../lib/contracts/pattern';
import { overviewSchema, patternsSchema, read, readRows } from './answers';
import { detectorWords } from './detector-words';
import { onRecord } from './failure-modes';
import { leftOut } from './left-out';
import { describeAll, findingOf, readExamples, spansRead } from './pattern-evidence';
import { noTurnLeft, type Play, unreadable } from './play';
import { filtersArgs, namedCondition, namedFilters, namedTools, quoteSql } from './scope';
import { pageOf, type Wish } from './wish';
import { nothingMatches, ofTraces, paragraphs, plural } from './words';

const usual = 8;
const countRow = z.object({ spans: z.number(), traces: z.number() });

/** What one detector found: in how many traces in all, each pattern with its words, put on record as findings. */
export function* detected(kind: DetectorKind, wish: Wish): Play {
  const filters = filtersArgs(namedFilters(wish.scope));
  const words = detectorWords[kind];
  const [first, second, third] = yield {
    calls: [
      { name: 'get_dataset_overview', args: filters },
      { name: 'find_patterns', args: { ...filters, detectors: [kind] } },
      { name: 'run_sql', args: { sql: countSql(kind, wish) } },
    ],
    otherwise: noTurnLeft,
  };
  const overview = read(overviewSchema, first);
  const report = read(patternsSchema, second);
  if (!overview || !report) return unreadable;
  if (overview.total_traces === 0) return nothingMatches(overview);
  const total = overview.total_traces;
  const tools = namedTools(wish.scope);
  const patterns = report.patterns.filter(({ subject }) => tools.length === 0 || tools.includes(subject));
  if (patterns.length === 0)
    return paragraphs(`None was found: ${ofTraces(0, total)} show ${words.plural}.`, words.counts);
  const [count] = readRows(countRow, third) ?? [];
  const head = count
    ? `${ofTraces(count.traces, total)} show ${words.plural}: ${plural(count.spans, 'span')}, ${plural(patterns.length, 'pattern')}.`
    : `${plural(patterns.length, 'pattern')} of ${words.plural} in ${plural(total, 'trace')}.`;
  const { shown, rest, from } = pageOf(patterns, wish, usual);
  if (shown.length === 0) return paragraphs(head, 'There are no more of them.');
  const viewed = yield {
    calls: readExamples(shown),
    otherwise: paragraphs(head, ...describeAll(shown, new Map(), from), words.counts),
  };
  const spans = spansRead(viewed);
  const text = paragraphs(head, ...describeAll(shown, spans, from), leftOut(rest), words.counts);
  const reported = yield { calls: shown.map((pattern) => findingOf(pattern, spans)), otherwise: text };
  return paragraphs(text, onRecord(reported));
}

/** In how many traces any of its patterns is: they may share traces, so that the sum would be too much. */
function countSql(kind: DetectorKind, { scope }: Wish): string {
  const named =
    scope.names.length === 0
      ? ''
      : ` AND (trace_id, span_id) IN (SELECT (trace_id, span_id) FROM spans WHERE ${namedCondition(scope)})`;
  return `SELECT count(DISTINCT (trace_id, span_id)) AS spans, count(DISTINCT trace_id) AS traces FROM pattern_hits
    WHERE detector = ${quoteSql(kind)}${named}`;
}
