import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { generateSample, type SampleOptions } from './generate-sample';
import { plantKinds } from './run-plan';
import type { SampleTruth } from './sample-truth';

const instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z$/);
const lineSchema = z.strictObject({
  trace_id: z.string().regex(/^[0-9a-f]{32}$/),
  span_id: z.string().regex(/^[0-9a-f]{16}$/),
  parent_span_id: z.string().regex(/^([0-9a-f]{16})?$/),
  trace_state: z.literal(''),
  name: z.string().min(1),
  kind: z.enum(['SPAN_KIND_INTERNAL', 'SPAN_KIND_CLIENT']),
  start_time: instant,
  end_time: instant.optional(),
  status: z.strictObject({ code: z.enum(['STATUS_CODE_OK', 'STATUS_CODE_ERROR']), message: z.string() }),
  resource: z.object({ attributes: z.object({ 'service.name': z.string() }) }),
  scope: z.object({ name: z.string(), version: z.string() }),
  attributes: z.looseObject({
    'inference.export.schema_version': z.literal(1),
    'inference.project_id': z.literal('support-desk'),
    'inference.observation_kind': z.enum(['AGENT', 'CHAIN', 'LLM', 'TOOL']),
    'inference.llm.model_name': z.string().nullable(),
    'inference.llm.input_tokens': z.number().nullable(),
    'tool.name': z.string().optional(),
    'input.value': z.string().optional(),
    'output.value': z.string().nullish(),
  }),
  events: z.array(z.unknown()).optional(),
});
type Line = z.infer<typeof lineSchema>;

describe('the sample', () => {
  const { lines, truth } = take();
  const spans = lines.map((line) => lineSchema.parse(JSON.parse(line)));
  const byId = new Map(spans.map((span) => [span.span_id, span]));

  it('is the same for the same seed, and another for another', () => {
    expect(take().lines).toEqual(lines);
    expect(take({ seed: 7 }).lines[0]).not.toEqual(lines[0]);
  });

  it('has the lines, spans and bytes that its truth tells', () => {
    expect(lines.length).toBe(truth.lines);
    expect(byId.size).toBe(truth.spans);
    expect(truth.lines).toBe(truth.spans + truth.duplicates);
    expect(truth.bytes).toBe(lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0));
    expect(new Set(spans.map((span) => span.trace_id)).size).toBe(truth.traces);
  });

  it('plants every kind, in spans of the trace that it names', () => {
    for (const kind of plantKinds) {
      expect(truth.planted[kind].length, kind).toBeGreaterThan(0);
      for (const { traceId, spanIds } of truth.planted[kind]) {
        expect(spanIds.map((id) => byId.get(id)?.trace_id)).toEqual(spanIds.map(() => traceId));
      }
    }
  });

  it('leaves most runs fine', () => {
    const { error, silent, handled, ok } = truth.outcomes;
    expect(error.length + silent.length + handled.length + ok.length).toBe(360);
    const planted = new Set(plantKinds.flatMap((kind) => truth.planted[kind].map(({ traceId }) => traceId)));
    expect(planted.size / truth.traces).toBeLessThan(0.5);
  });

  it('marks as failed the spans of planted errors and what passes them on, and nothing else', () => {
    const failed = [...byId.values()].filter((span) => span.status.code === 'STATUS_CODE_ERROR');
    expect(failed.length).toBe(truth.classes.origin + truth.classes.propagated);
    expect(new Set(failed.map((span) => span.trace_id))).toEqual(new Set(truth.outcomes.error));
  });

  it('calls no tool three times with the same input but where that is planted', () => {
    const repeated = [...equalCalls([...byId.values()]).values()].filter((calls) => calls.length > 2);
    expect(repeated.flat().sort()).toEqual(
      truth.planted['repeated-calls'].flatMap(({ spanIds }) => spanIds).sort(),
    );
  });

  it('has one huge tool result for each that is planted', () => {
    const huge = [...byId.values()].filter((span) => (span.attributes['output.value'] ?? '').length > 50_000);
    expect(huge.map((span) => span.span_id).sort()).toEqual(
      truth.planted['giant-payload'].flatMap(({ spanIds }) => spanIds).sort(),
    );
  });

  it('lets the context grow tenfold where that is planted, and nowhere threefold else', () => {
    const planted = new Set(truth.planted['context-growth'].map(({ traceId }) => traceId));
    for (const [traceId, tokens] of inputTokens([...byId.values()])) {
      const growth = Math.max(...tokens) / Math.min(...tokens);
      if (planted.has(traceId)) expect(growth).toBeGreaterThan(8);
      else if (!truth.planted['giant-payload'].some((giant) => giant.traceId === traceId)) {
        expect(growth).toBeLessThan(3);
      }
    }
  });

  it('blames by its numbers one model and one tool, and no other value', () => {
    for (const { dimension, value, table } of contingency([...byId.values()], truth)) {
      const guilty = truth.associations.some((a) => a.dimension === dimension && a.value === value);
      const p = oneSidedFisher(table);
      if (guilty) expect(p, value).toBeLessThan(0.001);
      else expect(p, value).toBeGreaterThan(0.05);
    }
  });

  it('has spans whose end or parent is missing where it says so', () => {
    const open = spans.filter((span) => span.end_time === undefined).map((span) => span.span_id);
    expect(open).toEqual(
      expect.arrayContaining(truth.planted['unfinished-span'].flatMap(({ spanIds }) => spanIds)),
    );
    const orphans = [...byId.values()].filter((s) => s.parent_span_id !== '' && !byId.has(s.parent_span_id));
    expect(orphans.map((span) => span.span_id).sort()).toEqual(
      truth.planted['orphan-span'].flatMap(({ spanIds }) => spanIds).sort(),
    );
  });
});

describe('the larger shapes', () => {
  it('weigh about 1.2 KB and 12 KB a span', () => {
    const short = take({ shape: 'short', traces: 300 }).truth;
    expect(short.bytes / short.spans).toBeGreaterThan(1050);
    expect(short.bytes / short.spans).toBeLessThan(1400);
    const long = take({ shape: 'long', traces: 60 }).truth;
    expect(long.bytes / long.spans).toBeGreaterThan(10_000);
    expect(long.bytes / long.spans).toBeLessThan(14_000);
  });

  it('hold one trace of exactly as many spans as asked for', () => {
    for (const longTraceSpans of [2000, 2001, 2002]) {
      const { lines, truth } = take({ shape: 'short', traces: 20, longTraceSpans });
      const spanIds = lines
        .map((line) => lineSchema.parse(JSON.parse(line)))
        .filter((span) => span.trace_id === truth.longTraceId)
        .map((span) => span.span_id);
      expect(new Set(spanIds).size).toBe(longTraceSpans);
    }
  });
});

function take(options?: SampleOptions): { lines: string[]; truth: SampleTruth } {
  const { lines, truth } = generateSample(options);
  return { lines: [...lines], truth };
}

function equalCalls(spans: Line[]): Map<string, string[]> {
  const calls = new Map<string, string[]>();
  for (const { trace_id, span_id, attributes } of spans) {
    if (attributes['tool.name'] === undefined) continue;
    const key = `${trace_id} ${attributes['tool.name']} ${attributes['input.value']}`;
    calls.set(key, [...(calls.get(key) ?? []), span_id]);
  }
  return calls;
}

function inputTokens(spans: Line[]): Map<string, number[]> {
  const tokens = new Map<string, number[]>();
  for (const { trace_id, attributes } of spans) {
    const count = attributes['inference.llm.input_tokens'];
    if (count !== null) tokens.set(trace_id, [...(tokens.get(trace_id) ?? []), count]);
  }
  return tokens;
}

interface Table {
  failedWith: number;
  totalWith: number;
  failed: number;
  total: number;
}

function* contingency(spans: Line[], truth: SampleTruth) {
  const failed = new Set([...truth.outcomes.error, ...truth.outcomes.silent]);
  const tracesOf = new Map<string, Set<string>>();
  for (const span of spans) {
    for (const key of [
      `service ${span.resource.attributes['service.name']}`,
      `model ${span.attributes['inference.llm.model_name']}`,
      `tool ${span.attributes['tool.name']}`,
      `agent ${span.attributes['inference.agent_name']}`,
    ]) {
      tracesOf.set(key, (tracesOf.get(key) ?? new Set()).add(span.trace_id));
    }
  }
  for (const [key, traces] of tracesOf) {
    const [dimension = '', ...value] = key.split(' ');
    if (value[0] === 'null' || value[0] === 'undefined') continue;
    const table: Table = {
      failedWith: [...traces].filter((traceId) => failed.has(traceId)).length,
      totalWith: traces.size,
      failed: failed.size,
      total: truth.traces,
    };
    yield { dimension, value: value.join(' '), table };
  }
}

/** The chance of as many failures among those with the value, if it had nothing to do with failing. */
function oneSidedFisher({ failedWith, totalWith, failed, total }: Table): number {
  const logFactorial = [0];
  for (let n = 1; n <= total; n++) logFactorial.push((logFactorial[n - 1] ?? 0) + Math.log(n));
  const choose = (n: number, k: number) =>
    (logFactorial[n] ?? 0) - (logFactorial[k] ?? 0) - (logFactorial[n - k] ?? 0);
  let p = 0;
  for (let k = failedWith; k <= Math.min(totalWith, failed); k++) {
    if (totalWith - k > total - failed) continue;
    p += Math.exp(choose(failed, k) + choose(total - failed, totalWith - k) - choose(total, totalWith));
  }
  return p;
}
