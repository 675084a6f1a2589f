import { describe, expect, it } from 'vitest';
import type { FixtureSpan } from '../store/fixture-database';
import { found } from './patterns-fixture';

const ms = 1_000_000;

describe('repeated calls', () => {
  const call: FixtureSpan = { observation_kind: 'TOOL', tool_name: 'poll', input_hash: 7 };

  it('need three equal ones in one trace, and waste what comes after the first', async () => {
    const turn = (at: number): FixtureSpan[] => [
      { observation_kind: 'LLM', start_ns: at, end_ns: at + 10, input_tokens: 100, output_tokens: 5 },
      { ...call, start_ns: at + 10, end_ns: at + 10 + 3 * ms },
    ];
    const patterns = await found(
      'repeated-calls',
      [0, 10, 20].flatMap((turns) => turn(turns * ms)),
    );
    expect(patterns).toMatchObject([
      { key: 'poll', spans: 3, traces: 1, wastedNs: 6 * ms, wastedTokens: 210 },
    ]);
    expect(patterns[0]?.examples).toEqual([{ traceId: 't1', spanId: 's3', quote: null }]);
  });

  it('are no matter across traces, with other inputs, or in conflicting copies of one span', async () => {
    const patterns = await found('repeated-calls', [
      call,
      call,
      { ...call, input_hash: 8 },
      { ...call, tool_name: 'other' },
      { ...call, trace_id: 'b' },
      { ...call, conflict: true },
      { ...call, conflict: true },
      { ...call, input_hash: null, tool_name: 'silent' },
      { ...call, input_hash: null, tool_name: 'silent' },
      { ...call, input_hash: null, tool_name: 'silent' },
    ]);
    expect(patterns).toEqual([]);
  });

  it('count the tokens of a model call once that asked for several, and do without times', async () => {
    const patterns = await found('repeated-calls', [
      { observation_kind: 'LLM', start_ns: 0, end_ns: 1, input_tokens: 50 },
      ...Array.from({ length: 4 }, () => ({ ...call, start_ns: 5, end_ns: 6 })),
      ...Array.from({ length: 3 }, () => ({ ...call, trace_id: 'timeless' })),
    ]);
    expect(patterns).toMatchObject([{ spans: 7, traces: 2, wastedNs: 3, wastedTokens: 50 }]);
  });
});

describe('context growth', () => {
  function conversation(tokens: readonly number[], also: FixtureSpan = {}): FixtureSpan[] {
    return tokens.map((input_tokens, at) => ({
      observation_kind: 'LLM',
      agent_name: 'writer',
      input_tokens,
      start_ns: at,
      ...also,
    }));
  }

  it('is five calls or more that only grow, to four times the first and to a lot', async () => {
    const patterns = await found('context-growth', [...conversation([5000, 9000, 9000, 15_000, 21_000])]);
    expect(patterns).toMatchObject([{ key: 'writer', spans: 5, traces: 1, wastedTokens: 38_000 }]);
    expect(patterns[0]?.examples).toEqual([{ traceId: 't1', spanId: 's4', quote: null }]);
  });

  it('is not few calls, little growth, small numbers, or ups and downs', async () => {
    const patterns = await found('context-growth', [
      ...conversation([5000, 9000, 15_000, 21_000], { trace_id: 'few' }),
      ...conversation([9000, 12_000, 15_000, 18_000, 21_000], { trace_id: 'little' }),
      ...conversation([100, 300, 900, 1900, 2900], { trace_id: 'small' }),
      ...conversation([1000, 20_000, 1000, 20_000, 1000, 20_000], { trace_id: 'saw' }),
    ]);
    expect(patterns).toEqual([]);
  });

  it('is measured against what is usual for the dataset, up to a size that is much anywhere', async () => {
    const usual = Array.from(
      { length: 30 },
      (_, at): FixtureSpan => ({
        trace_id: `usual ${at}`,
        observation_kind: 'LLM',
        agent_name: 'reader',
        input_tokens: 9000,
      }),
    );
    const patterns = await found('context-growth', [
      ...usual,
      ...conversation([2000, 9000, 15_000, 21_000, 40_000], { trace_id: 'as large as others' }),
    ]);
    expect(patterns).toEqual([]);
    const large = await found('context-growth', [
      ...usual.map((span) => ({ ...span, input_tokens: 60_000 })),
      ...conversation([2000, 9000, 15_000, 21_000, 120_000], { trace_id: 'much anywhere' }),
    ]);
    expect(large).toMatchObject([{ key: 'writer', traces: 1 }]);
  });

  it('keeps the conversations of a trace apart by the agent above the model call', async () => {
    const patterns = await found('context-growth', [
      { span_id: 'A', observation_kind: 'AGENT', name: 'planner' },
      { span_id: 'B', observation_kind: 'AGENT', name: 'reader' },
      { span_id: 'B1', parent_span_id: 'B', observation_kind: 'CHAIN' },
      ...[6000, 11_000, 16_000, 24_000, 30_000].flatMap((tokens, at): FixtureSpan[] => [
        { observation_kind: 'LLM', parent_span_id: 'A', input_tokens: 500, start_ns: at },
        { observation_kind: 'LLM', parent_span_id: 'B1', input_tokens: tokens, start_ns: at },
      ]),
    ]);
    expect(patterns).toMatchObject([{ key: 'reader', spans: 5 }]);
  });

  it('ends in the presence of cycles', async () => {
    const patterns = await found('context-growth', [
      { span_id: 'x', parent_span_id: 'y', observation_kind: 'CHAIN' },
      { span_id: 'y', parent_span_id: 'x', observation_kind: 'CHAIN' },
      ...conversation([5000, 9000, 12_000, 15_000, 21_000], { parent_span_id: 'x' }),
    ]);
    expect(patterns).toMatchObject([{ key: 'writer', traces: 1 }]);
  });
});

describe('giant payloads', () => {
  const usual = (count: number, also: FixtureSpan): FixtureSpan[] =>
    Array.from({ length: count }, (_, at) => ({
      trace_id: `usual ${at}`,
      observation_kind: 'TOOL',
      tool_name: 'read',
      input_bytes: 50,
      output_bytes: 1000,
      ...also,
    }));

  it('are far above the median of their tool, and above 64 KiB', async () => {
    const patterns = await found('giant-payloads', [
      ...usual(20, {}),
      ...usual(20, { tool_name: 'dump', output_bytes: 70_000 }),
      { observation_kind: 'TOOL', tool_name: 'read', output_bytes: 70_000 },
      { observation_kind: 'TOOL', tool_name: 'read', output_bytes: 60_000 },
      { observation_kind: 'TOOL', tool_name: 'dump', output_bytes: 200_000 },
    ]);
    expect(patterns).toMatchObject([{ key: 'TOOL:read:output', subject: 'read', spans: 1, traces: 1 }]);
  });

  it('are not told again of what carries them on', async () => {
    const giant: FixtureSpan = { trace_id: 'g', output_bytes: 500_000, start_ns: 10 };
    const patterns = await found('giant-payloads', [
      ...usual(20, {}),
      ...usual(20, { observation_kind: 'LLM', tool_name: null, input_bytes: 1000 }),
      ...usual(20, { observation_kind: 'AGENT', tool_name: null }),
      { ...giant, span_id: 'root', observation_kind: 'AGENT', start_ns: 0 },
      { ...giant, parent_span_id: 'root', observation_kind: 'TOOL', tool_name: 'read' },
      { trace_id: 'g', parent_span_id: 'root', observation_kind: 'LLM', input_bytes: 500_000, start_ns: 20 },
    ]);
    expect(patterns).toMatchObject([{ key: 'TOOL:read:output', spans: 1 }]);
  });

  it('include a prompt that was giant from the first call on', async () => {
    const patterns = await found('giant-payloads', [
      ...usual(20, { observation_kind: 'LLM', tool_name: null, input_bytes: 1000 }),
      { trace_id: 'g', observation_kind: 'LLM', name: 'chat', input_bytes: 100_000, start_ns: 1 },
      { trace_id: 'g', observation_kind: 'LLM', name: 'chat', input_bytes: 100_500, start_ns: 2 },
    ]);
    expect(patterns).toMatchObject([{ key: 'LLM::input', subject: 'chat', spans: 1 }]);
  });
});

describe('retry storms', () => {
  const call: FixtureSpan = { observation_kind: 'TOOL', tool_name: 'search' };
  const failed = { ...call, status: 'ERROR', error_class: 'origin' } as const;

  it('are three failures in a row, whatever else is called between, and waste all but the first', async () => {
    const patterns = await found('retry-storms', [
      { ...failed, start_ns: 0, end_ns: 5 * ms },
      { observation_kind: 'TOOL', tool_name: 'other', start_ns: 6 * ms, end_ns: 7 * ms },
      { ...call, error_class: 'silent', start_ns: 8 * ms, end_ns: 10 * ms },
      { ...failed, start_ns: 20 * ms, end_ns: 24 * ms },
      { ...call, start_ns: 30 * ms, end_ns: 31 * ms },
    ]);
    expect(patterns).toMatchObject([{ key: 'search', spans: 3, traces: 1, wastedNs: 6 * ms }]);
  });

  it('end where a call succeeds or the trace does, and leave out what only passes an error on', async () => {
    const patterns = await found('retry-storms', [
      { ...failed, start_ns: 0 },
      { ...failed, start_ns: 1 },
      { ...call, start_ns: 2 },
      { ...failed, start_ns: 3 },
      { ...failed, start_ns: 4 },
      { ...failed, start_ns: 5, error_class: 'propagated' },
      { ...failed, start_ns: 6, trace_id: 'b' },
    ]);
    expect(patterns).toEqual([]);
  });

  it('are of models too', async () => {
    const limited: FixtureSpan = {
      observation_kind: 'LLM',
      model_name: 'm-1',
      status: 'ERROR',
      error_class: 'origin',
    };
    const patterns = await found('retry-storms', [limited, limited, limited, limited]);
    expect(patterns).toMatchObject([{ key: 'm-1', spans: 4 }]);
  });
});

describe('slow spans', () => {
  const calls = (count: number, ns: number): FixtureSpan[] =>
    Array.from({ length: count }, () => ({
      observation_kind: 'TOOL',
      tool_name: 'search',
      start_ns: 0,
      end_ns: ns,
    }));

  it('take a second or more and five times the median, and waste what is beyond it', async () => {
    const patterns = await found('slow-spans', [
      ...calls(20, 200 * ms),
      ...calls(1, 999 * ms),
      ...calls(1, 1_000 * ms),
    ]);
    expect(patterns).toMatchObject([{ key: 'search', spans: 1, wastedNs: 800 * ms }]);
  });

  it.each([
    ['where fewer than 20 calls tell what is usual', [...calls(18, 10 * ms), ...calls(1, 5_000 * ms)]],
    ['below a second', [...calls(20, 10 * ms), ...calls(1, 999 * ms)]],
  ])('are none %s', async (_, spans) => {
    expect(await found('slow-spans', spans)).toEqual([]);
  });
});

describe('missing results', () => {
  const calls = (count: number, span: FixtureSpan): FixtureSpan[] =>
    Array.from({ length: count }, () => span);
  const tool: FixtureSpan = {
    observation_kind: 'TOOL',
    tool_name: 'search',
    start_ns: 0,
    end_ns: 1,
    output_bytes: 5,
  };
  const asks: FixtureSpan = {
    observation_kind: 'LLM',
    model_name: 'm-1',
    asks_for_tools: true,
    start_ns: 0,
    end_ns: 1,
  };
  const followed = (count: number): FixtureSpan[] =>
    Array.from({ length: count }, (_, at) => at).flatMap((at) => [
      { ...asks, trace_id: `run ${at}` },
      { ...tool, start_ns: 2, trace_id: `run ${at}` },
    ]);

  it('are calls that end well and put nothing out, where the tool does otherwise', async () => {
    const patterns = await found('missing-results', [
      ...calls(9, tool),
      { ...tool, output_bytes: 0 },
      { ...tool, output_bytes: 0, end_ns: null },
      { ...tool, output_bytes: 0, status: 'ERROR', error_class: 'origin' },
    ]);
    expect(patterns).toMatchObject([{ label: 'Calls of search have no result', spans: 1 }]);
  });

  it('are none of a tool that seldom puts anything out', async () => {
    expect(await found('missing-results', [...calls(8, tool), { ...tool, output_bytes: 0 }])).toEqual([]);
  });

  it('are tools that a model calls as the last thing of a trace', async () => {
    const patterns = await found('missing-results', [...followed(9), { ...asks, trace_id: 'cut' }]);
    expect(patterns).toMatchObject([{ label: 'Tools that m-1 calls are never run', spans: 1, traces: 1 }]);
  });

  it('are none where runs mean to end with a call', async () => {
    expect(await found('missing-results', [...followed(3), { ...asks, trace_id: 'end' }])).toEqual([]);
  });
});
