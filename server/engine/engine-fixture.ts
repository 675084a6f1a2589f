import { fileURLToPath } from 'node:url';
import { recordPatterns } from '../detectors/record-patterns';
import { type Fixture, type FixtureSpan, openFixture } from '../store/fixture-database';
import { callTool, type ToolOutcome } from './call-tool';
import type { Clock } from './clock';
import { createToolContext, type ToolContext, type ToolLimits } from './tool-context';

export const dataset = { id: 'runs-1', name: 'runs.jsonl' };

/** A run's folders; no test of the engine keeps anything there. */
export const home = '/nowhere';
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** A clock that nobody waits for: a sleep takes no time, and is written down. */
export function testClock(): Clock & { slept: number[] } {
  const slept: number[] = [];
  let now = 0;
  return {
    slept,
    now: () => {
      now += 1;
      return now;
    },
    sleep: async (ms, signal) => {
      signal.throwIfAborted();
      slept.push(ms);
    },
    random: () => 0.5,
  };
}

const second = 1_000_000_000;

/** A span with the raw line that an exporter would have written for it. */
export function makeSpan(
  span: FixtureSpan & { trace_id: string; span_id: string; attributes?: Record<string, unknown> },
): FixtureSpan {
  const { attributes, ...columns } = span;
  const line = {
    trace_id: span.trace_id,
    span_id: span.span_id,
    parent_span_id: span.parent_span_id ?? '',
    name: span.name ?? 'span',
    status: { code: `STATUS_CODE_${span.status ?? 'OK'}`, message: span.status_message ?? '' },
    attributes: { ...(span.tool_name ? { 'tool.name': span.tool_name } : {}), ...attributes },
  };
  return { start_ns: second, end_ns: 2 * second, raw: JSON.stringify(line), ...columns };
}

export const missingFile = '[Errno 2] No such file or directory: "docs/a.md"';

/** Five traces: two whose tool fails (one of them recovers), one with long payloads, one with many spans, one that is fine. */
export function fixtureSpans(): FixtureSpan[] {
  const spans: FixtureSpan[] = [];
  for (const trace_id of ['fails', 'recovers']) {
    spans.push(
      makeSpan({ trace_id, span_id: 'root', name: 'agent', observation_kind: 'AGENT', agent_name: 'helper' }),
    );
    spans.push(
      makeSpan({
        trace_id,
        span_id: 'tool-1',
        parent_span_id: 'root',
        name: 'function.list_files',
        observation_kind: 'TOOL',
        tool_name: 'list_files',
        status: 'ERROR',
        status_message: 'Error running tool',
        error_class: 'origin',
        failure_text: missingFile,
        failure_mask: '[Errno <n>] No such file or directory: <quoted>',
        attributes: { 'output.value': JSON.stringify({ error: missingFile }) },
      }),
    );
  }
  spans.push(
    makeSpan({
      trace_id: 'recovers',
      span_id: 'tool-2',
      parent_span_id: 'root',
      name: 'function.list_files',
      observation_kind: 'TOOL',
      tool_name: 'list_files',
      start_ns: 3 * second,
      end_ns: 4 * second,
      attributes: { 'output.value': 'README.md' },
    }),
  );
  spans.push(
    makeSpan({
      trace_id: 'long/payload',
      span_id: 'a/b',
      name: 'chat',
      observation_kind: 'LLM',
      model_name: 'm-1',
      input_tokens: 10,
      output_tokens: 5,
      attributes: {
        'input.value': 'x'.repeat(20_000),
        'llm.input_messages': '[{"role":"user"}]',
        'llm.input_messages.0.message.role': 'user',
        'llm.output_messages.0.message.role': 'assistant',
        'mcp.tools.0.name': 'list_files',
        nested: { deep: 'y'.repeat(9000) },
      },
    }),
  );
  for (let index = 0; index < 100; index += 1) {
    spans.push(
      makeSpan({
        trace_id: 'many',
        span_id: `m${index}`,
        name: index % 10 === 0 ? 'rare' : 'common',
        observation_kind: 'TOOL',
        tool_name: 'read_file',
        attributes: { 'output.value': `needle ${'z'.repeat(3000)}` },
      }),
    );
  }
  spans.push(
    makeSpan({
      trace_id: 'fine',
      span_id: 'root',
      name: 'agent',
      observation_kind: 'AGENT',
      agent_name: 'helper',
    }),
  );
  return spans;
}

export function openEngineFixture(spans = fixtureSpans()): Promise<Fixture> {
  return openFixture(spans, { derive: recordPatterns });
}

export function contextOf(fixture: Fixture, limits: Partial<ToolLimits> = {}): ToolContext {
  return createToolContext({ dataset, database: fixture.database, home, root, limits });
}

const signal = new AbortController().signal;

/** Calls a tool in a context of its own, within these limits, unless one is given. */
export type CallTool = (
  name: string,
  args: unknown,
  limits?: Partial<ToolLimits>,
  context?: ToolContext,
) => Promise<ToolOutcome>;

export function callsOn(fixture: Fixture): CallTool {
  return (name, args, limits = {}, context = contextOf(fixture, limits)) =>
    callTool({ name, args, context, signal });
}
