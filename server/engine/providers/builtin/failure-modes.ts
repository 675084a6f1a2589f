import type { DetectorKind } from '../../../../lib/contracts/pattern';
import { type FoundPattern, overviewSchema, patternsSchema, read } from './answers';
import { detectorWords } from './detector-words';
import { leftOut } from './left-out';
import { describeAll, findingOf, readExamples, spansRead } from './pattern-evidence';
import { noTurnLeft, type Play, type PlayAnswer, unreadable } from './play';
import { filtersArgs, namedFilters, namedTools } from './scope';
import { pageOf, type Wish } from './wish';
import { associationLines, nothingMatches, ofTraces, paragraphs, plural } from './words';

const listedFailures = 10;
const listedOthers = 10;

/** The commonest failure modes: what the detectors counted, with the exact words of each, put on record as findings. */
export function* failureModes(wish: Wish): Play {
  const filters = filtersArgs(namedFilters(wish.scope));
  const [first, second] = yield {
    calls: [
      { name: 'get_dataset_overview', args: filters },
      { name: 'find_patterns', args: filters },
    ],
    otherwise: noTurnLeft,
  };
  const overview = read(overviewSchema, first);
  const report = read(patternsSchema, second);
  if (overview === undefined || report === undefined) return unreadable;
  if (overview.total_traces === 0) return nothingMatches(overview);
  const totals = `${ofTraces(overview.error_trace_count, overview.total_traces)} have a span with status ERROR; ${ofTraces(overview.silent_failure_trace_count, overview.total_traces)} hold a silent failure (wrong under another status), ${ofTraces(overview.handled_failure_trace_count, overview.total_traces)} one that was handled.`;
  const tools = namedTools(wish.scope);
  const asked = report.patterns.filter(
    (pattern) => tools.length === 0 || tools.includes(toolOf(pattern.subject)),
  );
  const failures = failuresOf(asked);
  const { shown: told, rest, from } = pageOf(failures, wish, listedFailures);
  const wastes = wish.page > 0 ? [] : asked.filter(({ detector }) => detectorWords[detector].is === 'waste');
  const toldWastes = wastes.slice(0, listedOthers);
  const chosen = [...told, ...toldWastes];
  if (chosen.length === 0) return paragraphs(totals, nothingFound(wish, failures), associationLines(report));
  const viewed = yield {
    calls: readExamples(chosen),
    otherwise: paragraphs(totals, ...describeAll(chosen, new Map(), from)),
  };
  const spans = spansRead(viewed);
  const text = paragraphs(
    totals,
    ...section('Failures, the commonest first:', describeAll(told, spans, from)),
    leftOut(rest),
    ...section('Besides failures, what is wasted:', describeAll(toldWastes, spans)),
    leftOut(wastes.slice(listedOthers)),
    wish.page > 0 ? '' : associationLines(report),
  );
  const reported = yield { calls: chosen.map((pattern) => findingOf(pattern, spans)), otherwise: text };
  return paragraphs(text, onRecord(reported));
}

function nothingFound({ page, scope }: Wish, failures: readonly FoundPattern[]): string {
  if (page > 0) return `There is no more: all ${plural(failures.length, 'failure mode')} were told.`;
  const tools = namedTools(scope);
  if (tools.length > 0)
    return `The detectors found no pattern in calls of ${tools.map((tool) => `\`${tool}\``).join(', ')}.`;
  return 'The detectors found no pattern in them.';
}

/** How many findings were accepted. */
export function onRecord(reported: readonly PlayAnswer[]): string {
  if (reported.length === 0) return '';
  const accepted = reported.filter((answer) => answer.ok).length;
  return `${accepted} of ${plural(reported.length, 'finding')} verified and put on record.`;
}

/** Failures that say nothing, so that no other detector tells them. */
const saysNothing: ReadonlySet<DetectorKind> = new Set(['missing-results', 'unfinished-spans']);

/**
 * One entry a failure: an error that spans above it passed on is not told again, nor is a tool by its name whose failures are
 * told by what they say.
 */
function failuresOf(patterns: readonly FoundPattern[]): FoundPattern[] {
  const said = patterns.filter(
    ({ detector, error_class }) =>
      (detector === 'error-signatures' && error_class !== 'propagated') ||
      saysNothing.has(detector) ||
      detector === 'silent-failures',
  );
  const tools = patterns.filter(
    (pattern) =>
      pattern.detector === 'failed-tools' &&
      !said.some(
        (other) => toolOf(other.subject) === toolOf(pattern.subject) && other.traces * 2 >= pattern.traces,
      ),
  );
  return [...said, ...tools].sort((a, b) => b.traces - a.traces || b.spans - a.spans);
}

function toolOf(subject: string): string {
  return subject.replace(/^(?:function\.|execute_tool )/, '');
}

function section(title: string, entries: string[][]): (string | string[])[] {
  return entries.length === 0 ? [] : [title, ...entries];
}
