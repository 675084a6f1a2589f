import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Fixture } from '../store/fixture-database';
import { callTool } from './call-tool';
import {
  type CallTool,
  callsOn,
  contextOf,
  makeSpan,
  missingFile,
  openEngineFixture,
} from './engine-fixture';
import { jsonBytes } from './limits';
import { tools } from './tools/index';

let fixture: Fixture;
let ask: CallTool;
beforeAll(async () => {
  fixture = await openEngineFixture();
  ask = callsOn(fixture);
});
afterAll(() => fixture.remove());

const signal = new AbortController().signal;

describe('callTool', () => {
  it('answers an unknown name, arguments that are no JSON, and unknown keys with what to do instead', async () => {
    expect(await ask('make_coffee', {})).toMatchObject({
      ok: false,
      result: {
        error: expect.stringContaining('make_coffee'),
        instead: expect.stringContaining('find_patterns'),
      },
    });
    expect(await ask('count_traces', '{"filters":')).toMatchObject({
      ok: false,
      result: { error: expect.stringContaining('not JSON') },
    });
    expect(await ask('count_traces', { has_errors: true })).toMatchObject({
      ok: false,
      result: { instead: 'Put has_errors inside "filters", as in {"filters": {"has_errors": …}}.' },
    });
    expect(await ask('view_spans', { trace_id: 'many', span_ids: [] })).toMatchObject({ ok: false });
  });

  it('says how a time is written, and takes any duration', async () => {
    for (const start_time_gte of ['2026-04-23', '2026-04-23T05:32:00', 'yesterday', '2026-02-30T00:00:00Z']) {
      expect(await ask('count_traces', { filters: { start_time_gte } })).toMatchObject({
        ok: false,
        result: { error: expect.stringContaining('as in 2026-05-06T08:00:00Z') },
      });
    }
    for (const min_duration_ms of [1e13, 1e300]) {
      expect(await ask('count_traces', { filters: { min_duration_ms } })).toMatchObject({
        result: { total: 0 },
      });
    }
    expect(await ask('count_traces', { filters: { min_duration_ms: -1 } })).toMatchObject({ ok: false });
  });

  it('answers a pattern that does not compile', async () => {
    for (const [name, args] of [
      ['search_trace', { trace_id: 'many', pattern: 'a(' }],
      ['count_traces', { filters: { regex_pattern: '(?<=x)y' } }],
    ] as const) {
      expect(await ask(name, args)).toMatchObject({
        ok: false,
        result: { instead: expect.stringContaining('RE2') },
      });
    }
  });

  it('stops at the time limit and says so', async () => {
    expect(await ask('get_dataset_overview', {}, { timeMs: 0 })).toMatchObject({
      ok: false,
      result: { error: 'get_dataset_overview was stopped after 0 s.' },
    });
  });

  it('offers every tool with a JSON schema that refuses other keys', () => {
    expect(tools.map((tool) => tool.name).sort()).toEqual([
      'call_subagent',
      'compare',
      'count_traces',
      'find_patterns',
      'get_context_item',
      'get_dataset_overview',
      'query_traces',
      'report_finding',
      'run_code',
      'run_sql',
      'search_span',
      'search_spans',
      'search_trace',
      'synthesize_traces',
      'view_spans',
      'view_trace',
    ]);
    for (const tool of tools)
      expect(tool.parameters).toMatchObject({ type: 'object', additionalProperties: false });
  });
});

describe('the tools that look at many traces', () => {
  it('get_dataset_overview counts and names what there is', async () => {
    const { ok, result } = await ask('get_dataset_overview', {});
    expect(ok).toBe(true);
    expect(result).toMatchObject({
      total_traces: 5,
      total_spans: 107,
      error_trace_count: 2,
      failed_tool_span_count: 2,
      total_input_tokens: 10,
      model_names: [{ name: 'm-1', traces: 1 }],
      tool_names: [
        { name: 'list_files', traces: 2 },
        { name: 'read_file', traces: 1 },
      ],
      error_signatures: [{ subject: 'list_files', spans: 2, traces: 2, of_traces: 5, rate: 0.4 }],
    });
    expect(result).toHaveProperty('sample_trace_ids', expect.arrayContaining(['fails', 'fine', 'many']));
  });

  it('query_traces gives a page, the total, and where to go on', async () => {
    expect(await ask('query_traces', { sort: 'spans', limit: 1 })).toMatchObject({
      result: {
        total: 5,
        traces: [{ trace_id: 'many', span_count: 100 }],
        next: '4 more: call again with offset 1.',
      },
    });
    expect(await ask('query_traces', { filters: { has_errors: true } })).toMatchObject({
      result: { total: 2, traces: [{ has_errors: true, outcome: 'error' }, { has_errors: true }] },
    });
  });

  it('count_traces counts with the share of all', async () => {
    expect(
      await ask('count_traces', { filters: { tool_names: ['list_files'] }, group_by: 'tool' }),
    ).toMatchObject({
      result: {
        total: 2,
        of_traces_in_dataset: 5,
        share_of_dataset: 0.4,
        groups: [{ value: 'list_files', traces: 2, share: 1, error_traces: 2 }],
      },
    });
  });

  it('find_patterns gives patterns that are filters', async () => {
    const { result } = await ask('find_patterns', { detectors: ['error-signatures'] });
    expect(result).toMatchObject({
      of_traces: 5,
      patterns: [{ traces: 2, examples: [{ quote: missingFile }, {}] }],
    });
    const [pattern] = 'patterns' in result && Array.isArray(result.patterns) ? result.patterns : [];
    const filters = { pattern: { detector: pattern.detector, key: pattern.key } };
    expect(await ask('count_traces', { filters })).toMatchObject({ result: { total: 2 } });
  });

  it('narrow the traces that the question is about', async () => {
    const context = { ...contextOf(fixture), filters: { has_errors: true } };
    expect(await ask('count_traces', { filters: { agent_names: ['helper'] } }, {}, context)).toMatchObject({
      result: { total: 2, filters: { has_errors: true, agent_names: ['helper'] } },
    });
  });
});

describe('the tools that read spans', () => {
  it('view_trace cuts values, says how long they were, and leaves flat copies out', async () => {
    const { result } = await ask('view_trace', { trace_id: 'long/payload' });
    const [span] = 'spans' in result && Array.isArray(result.spans) ? result.spans : [];
    expect(span).toMatchObject({ span_id: 'a/b', observation_kind: 'LLM', duration_ms: 1000 });
    const { attributes } = span;
    expect(attributes['input.value']).toBe(`${'x'.repeat(4096)}… [cut: 20,000 characters in all]`);
    expect(attributes.nested).toMatch(/^\{"deep":"y+… \[cut: 9,011 characters in all\]$/);
    expect(attributes['llm.input_messages']).toBe('[{"role":"user"}]');
    expect(attributes).not.toHaveProperty(['llm.input_messages.0.message.role']);
    expect(attributes).not.toHaveProperty(['mcp.tools.0.name']);
    expect(attributes.__halo_dropped_flat_projections).toMatch(/^3 keys/);
  });

  it('view_trace answers a summary where the spans do not fit', async () => {
    const { ok, result } = await ask('view_trace', { trace_id: 'many' });
    expect(ok).toBe(true);
    expect(result).toMatchObject({
      oversized: {
        span_count: 100,
        error_span_count: 0,
        top_span_names: [
          { name: 'common', count: 90 },
          { name: 'rare', count: 10 },
        ],
        next: expect.stringContaining('search_trace'),
      },
    });
  });

  it('view_spans reads more of each value, names ids that do not exist and what did not fit', async () => {
    const { result } = await ask('view_spans', { trace_id: 'long/payload', span_ids: ['a/b', 'ghost'] });
    expect(result).toMatchObject({ not_in_this_trace: ['ghost'] });
    expect(JSON.stringify(result)).toContain(`${'x'.repeat(16_384)}… [cut: 20,000`);
    const span_ids = Array.from({ length: 100 }, (_, index) => `m${index}`);
    const many = await ask('view_spans', { trace_id: 'many', span_ids });
    expect(jsonBytes(many.result)).toBeLessThanOrEqual(150_000);
    const { spans, not_shown } = { spans: [], not_shown: [], ...many.result };
    expect(spans.length + not_shown.length).toBe(100);
    expect(not_shown.length).toBeGreaterThan(0);
  });

  it('view_spans cuts a span shorter that would not fit alone', async () => {
    const { result } = await ask(
      'view_spans',
      { trace_id: 'long/payload', span_ids: ['a/b'] },
      { answerBytes: 12_000 },
    );
    expect(result).toMatchObject({ spans: [{ span_id: 'a/b' }], values_cut_at: 4096 });
  });

  it('search_trace counts every match and shows some, with where they stand', async () => {
    const { result } = await ask('search_trace', {
      trace_id: 'many',
      pattern: 'needle',
      limit: 2,
      context: 5,
    });
    expect(result).toMatchObject({
      match_count: 100,
      matches: [{ span_id: 'm0', match: 'needle', after: ' zzzz' }, { span_id: 'm1' }],
      cut: '2 of 100 matches are shown.',
    });
    expect(JSON.stringify(result)).toContain('output.value');
  });

  it('search_span looks inside one span, and says which one does not exist', async () => {
    expect(await ask('search_span', { trace_id: 'many', span_id: 'm7', pattern: 'needle' })).toMatchObject({
      result: { span_id: 'm7', match_count: 1 },
    });
    expect(await ask('search_span', { trace_id: 'many', span_id: 'm700', pattern: 'x' })).toMatchObject({
      ok: false,
      result: { error: 'There is no span m700 in a trace many of this dataset.' },
    });
  });

  it('say which trace does not exist', async () => {
    for (const name of ['view_trace', 'view_spans', 'search_trace']) {
      const args = { view_trace: {}, view_spans: { span_ids: ['x'] }, search_trace: { pattern: 'x' } }[name];
      expect(await ask(name, { trace_id: 'ghost', ...args })).toMatchObject({
        ok: false,
        result: { error: expect.stringContaining('ghost'), instead: expect.stringContaining('query_traces') },
      });
    }
  });

  it('count what was read', async () => {
    const context = contextOf(fixture);
    await ask('view_spans', { trace_id: 'many', span_ids: ['m1', 'm2'] }, {}, context);
    await ask('search_trace', { trace_id: 'many', pattern: 'needle', limit: 2 }, {}, context);
    expect(context.tally.traces.size).toBe(1);
    expect(context.tally.spans.size).toBe(3);
    expect(context.tally.queries).toBeGreaterThan(2);
  });
});

describe('a line that is not what it should be', () => {
  it('is shown as text', async () => {
    const odd = await openEngineFixture([{ ...makeSpan({ trace_id: 't', span_id: 's' }), raw: 'no json' }]);
    const context = contextOf(odd);
    expect(await callTool({ name: 'view_trace', args: { trace_id: 't' }, context, signal })).toMatchObject({
      result: { spans: [{ raw: 'no json', span_id: 's' }] },
    });
    await odd.remove();
  });
});
