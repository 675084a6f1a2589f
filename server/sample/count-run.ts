import type { RenderedRun } from './render-run';
import { plantKinds } from './run-plan';
import type { SampleTruth } from './sample-truth';

/** Adds a run to the truth. */
export function countRun(run: RenderedRun, truth: SampleTruth): void {
  truth.traces += 1;
  truth.inputTokens += run.inputTokens;
  truth.outputTokens += run.outputTokens;
  truth.classes.origin += run.originSpans;
  truth.classes.propagated += run.propagatedSpans;
  const silent = new Set<string>();
  let handled = 0;
  for (const kind of plantKinds) {
    const shown = run.shown.get(kind);
    if (shown === undefined) continue;
    truth.planted[kind].push({ traceId: run.traceId, ...shown });
    if (shown.errorClass === 'silent') for (const id of shown.spanIds) silent.add(id);
    if (shown.errorClass === 'handled') handled += shown.spanIds.length;
  }
  truth.classes.silent += silent.size;
  truth.classes.handled += handled;
  const outcome = run.originSpans > 0 ? 'error' : silent.size > 0 ? 'silent' : handled > 0 ? 'handled' : 'ok';
  truth.outcomes[outcome].push(run.traceId);
  countTools(run, silent, truth);
}

function countTools(run: RenderedRun, silent: ReadonlySet<string>, truth: SampleTruth): void {
  for (const { span } of run.spans) {
    const tool = span.attributes['tool.name'];
    if (typeof tool !== 'string') continue;
    const known = truth.tools.get(tool) ?? { calls: 0, errors: 0, silent: 0 };
    known.calls += 1;
    if (span.status.code === 'STATUS_CODE_ERROR') known.errors += 1;
    if (silent.has(span.span_id)) known.silent += 1;
    truth.tools.set(tool, known);
  }
}
