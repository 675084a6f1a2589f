import { describe, expect, it } from 'vitest';
import { failed, importing, type SpanFields, span } from './import-fixture';

describe('spans with the same id', () => {
  it('count once where they say the same, even with their keys in another order', async () => {
    const one = span('t', 'a');
    const turned = Object.fromEntries(Object.entries(one).reverse());
    const { report, ask } = await importing([one, span('t', 'b'), one], [turned]);
    expect(report).toMatchObject({ lines: 4, spans: 2, duplicates: 2, warnings: [] });
    expect(await ask('SELECT span_id, conflict FROM span ORDER BY "row"')).toEqual([
      { span_id: 'a', conflict: false },
      { span_id: 'b', conflict: false },
    ]);
  });

  it('become the finished one where the other was written at the start', async () => {
    const { report, ask } = await importing([
      span('t', 'a', { end_time: null, status: {} }),
      span('t', 'a', failed('late')),
      span('t', 'open', { end_time: null }),
    ]);
    expect(report).toMatchObject({ spans: 2, duplicates: 1, warnings: [] });
    expect(await ask("SELECT status FROM span WHERE span_id = 'a'")).toEqual([{ status: 'ERROR' }]);
    expect(await ask('SELECT unfinished_count FROM trace')).toEqual([{ unfinished_count: 1 }]);
  });

  it('are all kept and reported where they differ otherwise', async () => {
    const { report, ask } = await importing([
      span('t', 'a', { name: 'one' }),
      span('t', 'a', { name: 'two' }),
      span('t', 'a', { name: 'three', end_time: null }),
      span('other', 'a'),
    ]);
    expect(report).toMatchObject({ spans: 4, duplicates: 0, warnings: [{ code: 'conflict', count: 3 }] });
    expect(await ask('SELECT conflict_count FROM trace ORDER BY trace_ix')).toEqual([
      { conflict_count: 3 },
      { conflict_count: 0 },
    ]);
  });
});

describe('an error', () => {
  const classes = async (...spans: SpanFields[]) => {
    const { ask } = await importing(spans);
    const rows = await ask('SELECT span_id, error_class FROM span ORDER BY "row"');
    return Object.fromEntries(rows.map((row) => [row.span_id, row.error_class]));
  };

  it('is one failure however many levels pass it on', async () => {
    expect(
      await classes(
        span('t', 'root', failed('run failed: no such order')),
        span('t', 'turn', { parent_span_id: 'root', ...failed('no such order') }),
        span('t', 'tool', { parent_span_id: 'turn', ...failed('no such order') }),
      ),
    ).toEqual({ root: 'propagated', turn: 'propagated', tool: 'origin' });
  });

  it('is the parent’s own where the run got over the child’s and then failed of something else', async () => {
    expect(
      await classes(
        span('t', 'root', failed('out of turns')),
        span('t', 'tool', { parent_span_id: 'root', at: 1, ...failed('timeout') }),
        span('t', 'next', { parent_span_id: 'root', at: 3 }),
      ),
    ).toEqual({ root: 'origin', tool: 'origin', next: null });
  });

  it('is explained by the last child, whatever it says', async () => {
    expect(
      await classes(
        span('t', 'root', failed('tool call failed')),
        span('t', 'before', { parent_span_id: 'root', at: 0 }),
        span('t', 'tool', { parent_span_id: 'root', at: 1, ...failed('timeout') }),
      ),
    ).toEqual({ root: 'propagated', before: null, tool: 'origin' });
  });

  it('is handled where the run went on, and silent where it did not', async () => {
    const events = [{ name: 'exception', attributes: { 'exception.message': 'late' } }];
    expect(
      await classes(
        span('t1', 'caught', { events }),
        span('t1', 'after', { at: 2 }),
        span('t2', 'last', { at: 3, events }),
      ),
    ).toEqual({ caught: 'handled', after: null, last: 'silent' });
  });

  it('is told once where a span shows the call that the model hears of', async () => {
    const refusal = "Error: unknown tool 'fly'";
    const told = span('t', 'model', {
      at: 2,
      attributes: {
        'inference.observation_kind': 'LLM',
        'llm.input_messages': JSON.stringify([
          { role: 'assistant', content: '' },
          { role: 'tool', content: refusal },
        ]),
        'output.value': 'Then I walk.',
      },
    });
    const tool = span('t', 'tool', {
      attributes: { 'inference.observation_kind': 'TOOL', 'output.value': refusal },
    });
    expect(await classes(tool, told)).toEqual({ tool: 'silent', model: null });
    expect(await classes(told)).toEqual({ model: 'silent' });
  });
});

describe('a trace', () => {
  const llm = (tokens: number | undefined, more: Record<string, unknown> = {}) => ({
    attributes: {
      'inference.observation_kind': 'LLM',
      ...(tokens === undefined ? {} : { 'llm.token_count.prompt': tokens }),
      ...more,
    },
  });
  const agent = (tokens: number) => ({
    attributes: {
      'inference.observation_kind': 'AGENT',
      'inference.agent_name': 'planner',
      'llm.token_count.prompt': tokens,
    },
  });

  it('counts tokens and cost of its model calls alone', async () => {
    const { ask } = await importing([
      span('t', 'agent', agent(300)),
      span('t', 'one', {
        parent_span_id: 'agent',
        ...llm(100, { 'llm.model_name': 'b', 'llm.cost.total': 0.5 }),
      }),
      span('t', 'two', { parent_span_id: 'agent', ...llm(200, { 'llm.model_name': 'a' }) }),
      span('t', 'three', { parent_span_id: 'agent', ...llm(undefined, { 'llm.model_name': 'b' }) }),
    ]);
    expect(
      await ask('SELECT input_tokens, tokens_from_rollup, cost_usd, model_names, agent_names FROM trace'),
    ).toEqual([
      {
        input_tokens: 300n,
        tokens_from_rollup: false,
        cost_usd: 0.5,
        model_names: ['b', 'a'],
        agent_names: ['planner'],
      },
    ]);
  });

  it('uses the topmost roll-up where no model call says, and marks it', async () => {
    const { ask } = await importing([
      span('t', 'root', agent(300)),
      span('t', 'sub', { parent_span_id: 'root', ...agent(120) }),
      span('t', 'call', { parent_span_id: 'sub', ...llm(undefined) }),
    ]);
    expect(await ask('SELECT input_tokens, tokens_from_rollup, cost_usd FROM trace')).toEqual([
      { input_tokens: 300n, tokens_from_rollup: true, cost_usd: null },
    ]);
  });

  it('shows orphans, cycles and spans without times', async () => {
    const { ask } = await importing([
      span('orphan', 'a', { parent_span_id: 'gone', name: 'left over' }),
      span('cycle', 'a', { parent_span_id: 'b' }),
      span('cycle', 'b', { parent_span_id: 'a' }),
      { trace_id: 'timeless', span_id: 'a', parent_span_id: 'a' },
    ]);
    expect(
      await ask(
        'SELECT trace_id, root_name, span_count, orphan_count, duration_ns, start_ns IS NULL AS timeless FROM trace ORDER BY trace_ix',
      ),
    ).toEqual([
      {
        trace_id: 'orphan',
        root_name: 'left over',
        span_count: 1,
        orphan_count: 1,
        duration_ns: 1_000_000_000n,
        timeless: false,
      },
      {
        trace_id: 'cycle',
        root_name: 'span a',
        span_count: 2,
        orphan_count: 0,
        duration_ns: 1_000_000_000n,
        timeless: false,
      },
      {
        trace_id: 'timeless',
        root_name: '(unnamed)',
        span_count: 1,
        orphan_count: 0,
        duration_ns: null,
        timeless: true,
      },
    ]);
  });

  it('has an outcome, and a row for each value of each facet', async () => {
    const { ask } = await importing([
      span('bad', 'a', {
        attributes: { 'tool.name': 'grep', 'inference.observation_kind': 'TOOL' },
        ...failed('x'),
      }),
      span('bad', 'b', { attributes: { 'tool.name': 'grep', 'inference.observation_kind': 'TOOL' } }),
      span('good', 'a'),
    ]);
    expect(
      await ask('SELECT trace_id, outcome, failed_tool_span_count FROM trace ORDER BY trace_ix'),
    ).toEqual([
      { trace_id: 'bad', outcome: 'error', failed_tool_span_count: 1 },
      { trace_id: 'good', outcome: 'ok', failed_tool_span_count: 0 },
    ]);
    expect(await ask("SELECT value, spans, failed_spans FROM trace_value WHERE facet = 'tool'")).toEqual([
      { value: 'grep', spans: 2, failed_spans: 1 },
    ]);
  });

  it('has equal hashes where inputs are equal, and lengths in bytes', async () => {
    const input = (text?: string) => ({ attributes: text === undefined ? {} : { 'input.value': text } });
    const { ask } = await importing([
      span('t', 'a', input('é')),
      span('t', 'b', input('é')),
      span('t', 'c', input('e')),
      span('t', 'd', input()),
    ]);
    expect(
      await ask(
        'SELECT count(DISTINCT input_hash) AS hashes, count(input_hash) AS inputs, list(input_bytes ORDER BY "row") AS bytes FROM span',
      ),
    ).toEqual([{ hashes: 2n, inputs: 3n, bytes: [2, 2, 1, 0] }]);
  });
});
