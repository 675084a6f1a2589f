import { type FoundPattern, overviewSchema, patternsSchema, read } from './answers';
import { leftOut } from './left-out';
import { describeAll, findingOf, readExamples, spansRead } from './pattern-evidence';
import type { Play, PlayAnswer } from './play';
import { associationLines, ofTraces, paragraphs, plural } from './words';

const listedFailures = 8;
const listedOthers = 6;

/** The commonest failure modes: what the detectors counted, with the exact words of each, put on record as findings. */
export function* failureModes(): Play {
  const [first, second] = yield {
    calls: [
      { name: 'get_dataset_overview', args: {} },
      { name: 'find_patterns', args: {} },
    ],
    otherwise: 'No turn is left to read the data with. Ask again with at least four turns.',
  };
  const overview = read(overviewSchema, first);
  const report = read(patternsSchema, second);
  if (overview === undefined || report === undefined)
    return 'The data could not be read; see what the tools answered.';
  if (overview.total_traces === 0) return 'No trace matches these filters, so there is nothing to diagnose.';
  const totals = [
    `${ofTraces(overview.error_trace_count, overview.total_traces)} have a span with status ERROR; ${ofTraces(overview.silent_failure_trace_count, overview.total_traces)} hold a silent failure (wrong under another status), ${ofTraces(overview.handled_failure_trace_count, overview.total_traces)} one that was handled.`,
  ];
  const failures = failuresOf(report.patterns);
  const told = failures.slice(0, listedFailures);
  const wastes = report.patterns.filter(isWaste);
  const toldWastes = wastes.slice(0, listedOthers);
  const chosen = [...told, ...toldWastes];
  if (chosen.length === 0)
    return paragraphs(totals, 'The detectors found no pattern in them.', associationLines(report));
  const viewed = yield {
    calls: readExamples(chosen),
    otherwise: paragraphs(totals, ...describeAll(chosen, new Map())),
  };
  const spans = spansRead(viewed);
  const text = paragraphs(
    totals,
    ...section('Failures, the commonest first:', describeAll(told, spans)),
    leftOut(failures.slice(listedFailures)),
    ...section('Not failures by themselves, but waste:', describeAll(toldWastes, spans)),
    leftOut(wastes.slice(listedOthers)),
    associationLines(report),
  );
  const reported = yield { calls: chosen.map((pattern) => findingOf(pattern, spans)), otherwise: text };
  return paragraphs(text, onRecord(reported));
}

function onRecord(reported: PlayAnswer[]): string {
  const accepted = reported.filter((answer) => answer.ok).length;
  return `${accepted} of ${plural(reported.length, 'finding')} verified and put on record.`;
}

/**
 * One entry a failure: an error that spans above it passed on is not told again, nor is a tool by its name whose failures are
 * told by what they say.
 */
function failuresOf(patterns: FoundPattern[]): FoundPattern[] {
  const said = patterns.filter(
    ({ detector, error_class }) =>
      (detector === 'error-signatures' && error_class !== 'propagated') || detector === 'silent-failures',
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

function isWaste({ detector }: FoundPattern): boolean {
  return detector === 'repeated-calls' || detector === 'context-growth' || detector === 'giant-payloads';
}

function section(title: string, entries: string[][]): (string | string[])[] {
  return entries.length === 0 ? [] : [title, ...entries];
}
