import { type FoundSpan, read, searchedSchema, type Viewed, viewedSchema } from './answers';
import type { Play } from './play';
import { quotesOf, toolOf } from './span-words';
import { citeSpan, citeTrace, paragraphs, plain, plural, quoteOf } from './words';

const listedFailures = 8;
const longestSequence = 60;
const toolNamePattern = '"(?:tool\\.name|gen_ai\\.tool\\.name|ai\\.toolCall\\.name)"';

interface ToolStep {
  tool: string;
  spanId: string;
  failed: boolean;
}

interface Failure {
  spanId: string;
  name: string;
  errorClass: string;
  /** In backticks. */
  words: string | null;
}

/** Why one trace failed: its failures in order with their exact words, its tool sequence, and whether it recovered. */
export function* oneTrace(named: string): Play {
  const [answer] = yield {
    calls: [{ name: 'view_trace', args: { trace_id: named } }],
    otherwise: 'No turn is left to read the trace with. Ask again with at least three turns.',
  };
  const viewed = read(viewedSchema, answer);
  if (viewed === undefined) {
    return `There is no trace \`${named}\` in this dataset, or several begin so. Copy its id from the list.`;
  }
  const traceId = viewed.trace_id;
  const failures = failuresOf(viewed);
  let steps = viewed.spans.flatMap((span) => stepOf(span));
  let from = plural(viewed.span_count ?? viewed.spans.length, 'span');
  if (viewed.oversized !== undefined) {
    from = `${plural(viewed.oversized.span_count, 'span')}, too many to read whole`;
    const [found] = yield {
      calls: [
        {
          name: 'search_trace',
          args: { trace_id: traceId, pattern: toolNamePattern, limit: 500, context: 80 },
        },
      ],
      otherwise: paragraphs(failureLines(traceId, failures)),
    };
    const failed = new Set(failures.map((failure) => failure.spanId));
    steps = (read(searchedSchema, found)?.matches ?? []).map((match) => ({
      tool: /^\\*"?\s*:\s*\\*"([^"\\]+)/.exec(match.after)?.[1] ?? match.span_name,
      spanId: match.span_id,
      failed: failed.has(match.span_id),
    }));
  }
  return paragraphs(
    `${citeTrace(traceId)} (${from}) ${outcomeWords[viewed.outcome ?? ''] ?? 'was read in part'}.`,
    failureLines(traceId, failures),
    sequence(steps),
    recovery(traceId, steps),
  );
}

const outcomeWords: Record<string, string> = {
  error: 'failed: it has a span with status ERROR',
  silent: 'failed silently: something went wrong under another status than ERROR',
  handled: 'succeeded, after a failure that it handled',
  ok: 'succeeded: no failure was found in it',
};

function failuresOf(viewed: Viewed): Failure[] {
  const listed = [
    ...(viewed.oversized?.error_spans ?? []),
    ...(viewed.oversized?.handled_or_silent_spans ?? []),
  ];
  const seen = viewed.spans.flatMap((span) =>
    span.error_class === undefined || span.span_id === undefined
      ? []
      : [{ ...span, span_id: span.span_id, error_class: span.error_class }],
  );
  return [
    ...seen.map((span) => ({
      spanId: span.span_id,
      name: span.name ?? '(unnamed)',
      errorClass: span.error_class,
      words: quotesOf(span),
    })),
    ...listed.map((span) => ({
      spanId: span.span_id,
      name: span.name,
      errorClass: span.error_class ?? 'origin',
      words: quoteOf(span.says ?? ''),
    })),
  ];
}

/** A failure that its child explains is one failure, seen again: it is told last and short. */
function failureLines(traceId: string, failures: Failure[]): string[] {
  const own = failures.filter((failure) => failure.errorClass !== 'propagated');
  const passedOn = failures.length - own.length;
  if (own.length === 0)
    return passedOn > 0
      ? [`${plural(passedOn, 'span')} passed an error on whose origin is not in the data.`]
      : ['No span of it failed.'];
  const lines = own.slice(0, listedFailures).map((failure, index) => {
    const where = citeSpan(traceId, failure.spanId);
    return `${index + 1}. ${plain(failure.name)} (${failure.errorClass}): ${failure.words ?? 'no message'} ${where}`;
  });
  const more = own.length - lines.length;
  return [
    'What failed, in order:',
    ...lines,
    ...(more > 0 ? [`${plural(more, 'more failure')} in the trace.`] : []),
    ...(passedOn > 0 ? [`${plural(passedOn, 'span')} above passed it on.`] : []),
  ];
}

function stepOf(span: FoundSpan): ToolStep[] {
  const tool = toolOf(span);
  if (tool === null || span.span_id === undefined) return [];
  return [{ tool, spanId: span.span_id, failed: span.error_class !== undefined }];
}

function sequence(steps: ToolStep[]): string {
  if (steps.length === 0) return 'No tool was called.';
  const shown = steps.slice(0, longestSequence).map((step) => `${step.tool}${step.failed ? ' ✗' : ''}`);
  const more = steps.length > shown.length ? ` → … (${plural(steps.length, 'call')} in all)` : '';
  return `Tool sequence (✗ failed): ${shown.join(' → ')}${more}`;
}

/** A trace recovered when, after its last failed call, the same tool answered well; a later success of another is said as such. */
function recovery(traceId: string, steps: ToolStep[]): string {
  const failures = steps.filter((step) => step.failed);
  const last = failures.at(-1);
  if (last === undefined)
    return steps.length === 0 ? '' : 'No tool call failed, so there was nothing to recover from.';
  const later = steps.slice(steps.lastIndexOf(last) + 1);
  const same = later.find((step) => step.tool === last.tool);
  const count = `${failures.length} of ${plural(steps.length, 'tool call')} failed.`;
  if (same !== undefined) {
    return `${count} It recovered: after the last failure ${last.tool} was called again and answered ${citeSpan(traceId, same.spanId)}`;
  }
  if (later.length > 0) {
    return `${count} After the last failure ${last.tool} never answered; the run went on with ${plural(later.length, 'call')} of other tools.`;
  }
  return `${count} It did not recover: no tool was called after the last failure.`;
}
