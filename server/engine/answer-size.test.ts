import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { needSandboxWorker } from '../sandbox/sandbox-fixture';
import type { FixtureSpan } from '../store/fixture-database';
import { callTool } from './call-tool';
import { makeSpan } from './engine-fixture';
import { jsonBytes } from './limits';
import { tools } from './tools/index';
import { openToolsFixture, type ToolsFixture } from './tools-fixture';

needSandboxWorker();

const limit = 150_000;
const never = new AbortController().signal;

/** Two bytes a letter, and signs that JSON spells with two and with six. */
const long = (name: string, length = 2000) => `${name} ${'ö'.repeat(length)}"\u0001`;

let large: ToolsFixture;
beforeAll(async () => {
  large = await openToolsFixture({ spans: largeSpans(), says: long('said', 100_000) });
});
afterAll(() => large.close());

/** Names that are long and differ in every span; the tools of runs that fail always go with failure. */
function largeSpans(): FixtureSpan[] {
  const spans: FixtureSpan[] = [];
  const add = (trace_id: string, span_id: string, change: FixtureSpan = {}) => {
    const name = `${trace_id}-${span_id}`;
    spans.push({
      ...makeSpan({ trace_id, span_id, name: long(name), tool_name: long(name) }),
      observation_kind: 'TOOL',
      agent_name: long(name),
      model_name: long(name),
      service_name: long(name),
      project_id: long(name),
      ...change,
    });
  };
  const failure = { status: 'ERROR', error_class: 'origin' } as const;
  for (let at = 0; at < 120; at += 1) {
    const failed = at % 2 === 0 ? failure : { error_class: 'silent', failure_kind: 'tool-error' };
    add('wide', `s${at}`, { ...failed, failure_text: long('it', 200), failure_mask: long(`it ${at}`, 200) });
  }
  for (let at = 0; at < 80; at += 1) add(`t${at}`, 'root');
  for (let at = 0; at < 30; at += 1) {
    for (let tool = 0; tool < 24; tool += 1) {
      add(`failing${at}`, `s${tool}`, { tool_name: long(`bad ${tool}`), ...(tool === 0 ? failure : {}) });
    }
  }
  const attributes = Object.fromEntries(
    Array.from({ length: 1000 }, (_, at) => [`attribute ${at}`, 'x'.repeat(400)]),
  );
  spans.push(makeSpan({ trace_id: 'attributes', span_id: 'many', attributes }));
  spans.push(makeSpan({ trace_id: 'attributes', span_id: 'few' }));
  return spans;
}

async function ask(name: string, args: object) {
  const outcome = await callTool({ name, args, context: large.context(), signal: never });
  expect(jsonBytes(outcome.result)).toBeLessThanOrEqual(limit);
  expect(JSON.stringify(outcome.result)).not.toContain('The answer would have');
  return outcome;
}

/** Calls whose answer would be larger than it may be, and what says so. */
const calls: [name: string, args: object, says: string][] = [
  ['get_dataset_overview', {}, 'are listed'],
  ['find_patterns', {}, 'do not fit'],
  ['count_traces', { group_by: 'tool' }, 'not listed'],
  ['query_traces', { limit: 500, sort: 'spans' }, 'summaries fit'],
  ['view_trace', { trace_id: 'wide' }, 'oversized'],
  [
    'view_spans',
    { trace_id: 'wide', span_ids: Array.from({ length: 120 }, (_, at) => `s${at}`) },
    'not_shown',
  ],
  ['view_spans', { trace_id: 'attributes', span_ids: ['many', 'few'] }, 'search_span'],
  ['view_spans', { trace_id: 'wide', span_ids: ghosts(200, 2000) }, 'not_in_this_trace'],
  ['search_trace', { trace_id: 'wide', pattern: '(?s).+', context: 2000, limit: 500 }, 'matches are shown'],
  ['search_span', { trace_id: 'wide', span_id: 's1', pattern: '.', context: 2000, limit: 500 }, 'are shown'],
  ['search_spans', { pattern: '(?s).+', context: 2000, limit: 500 }, 'matching spans are shown'],
  ['compare', { a: { filters: { has_errors: false } }, b: { filters: { has_errors: true } } }, 'do not fit'],
  ['run_sql', { sql: 'SELECT raw, name FROM spans', limit: 10_000 }, 'do not fit'],
  ['run_sql', { sql: `SELECT ${columns(250, 20)} FROM spans`, limit: 10_000 }, 'do not fit'],
  ['run_code', { code: `console.log('\\u0001'.repeat(30000)); '\\u0002'.repeat(30000)` }, 'passed on'],
  ['synthesize_traces', { trace_ids: ['wide'], focus: 'x' }, 'characters in all'],
  ['call_subagent', { input: 'x' }, 'characters in all'],
  ['get_context_item', { item_id: 'turn-1' }, 'more than an answer may have'],
  ['get_context_item', { item_id: 'turn-1.1' }, 'characters in all'],
];

function ghosts(count: number, length: number): string[] {
  return Array.from({ length: count }, (_, at) => long(`ghost ${at}`, length));
}

function columns(count: number, length: number): string {
  return Array.from({ length: count }, (_, at) => `1 AS "c${at}${'ö'.repeat(length)}"`).join(', ');
}

describe('an answer that would be too large', () => {
  it.each(calls)('of %s is smaller and says what was cut: %o', async (name, args, says) => {
    const { ok, result } = await ask(name, args);
    expect({ ok, text: JSON.stringify(result).slice(0, 400) }).toMatchObject({ ok: true });
    expect(JSON.stringify(result)).toContain(says);
  });

  it('still tells the most important of it', async () => {
    const { result: overview } = await ask('get_dataset_overview', {});
    expect(overview).toMatchObject({ total_traces: 112 });
    expect(overview).toHaveProperty('tool_names.0.name', expect.stringContaining('bad'));
    expect(overview).toHaveProperty('error_signatures.1.examples.0.trace_id');
    expect(overview).toHaveProperty('sample_trace_ids.length', 20);
    const { result: patterns } = await ask('find_patterns', {});
    expect(patterns).toHaveProperty('patterns.5.examples.0.trace_id');
    expect(patterns).toMatchObject({ more: expect.stringMatching(/error-signatures.* 25 most frequent/) });
    expect(patterns).toHaveProperty('associations.0.dimension', 'tool');
    const { result: traces } = await ask('query_traces', { sort: 'spans' });
    expect(traces).toMatchObject({ total: 112 });
    expect(traces).toHaveProperty('traces.0', expect.objectContaining({ trace_id: 'wide', span_count: 120 }));
    expect(traces).toHaveProperty('traces.0.agent_names_left_out', expect.any(Number));
    const { result: view } = await ask('view_trace', { trace_id: 'wide' });
    expect(view).toMatchObject({
      oversized: { span_count: 120, span_bytes: { min: expect.any(Number) }, error_span_count: 60 },
    });
    expect(view).toHaveProperty('oversized.error_spans.length', 20);
    expect(view).toHaveProperty('oversized.top_span_names.length', 10);
  });

  it('names what is left, so that it can be asked for without end', async () => {
    const wanted = new Set(['many', 'few', 'ghost']);
    const seen: unknown[] = [];
    for (let round = 0; round < 4 && wanted.size > 0; round += 1) {
      const { result } = await ask('view_spans', { trace_id: 'attributes', span_ids: [...wanted] });
      const { spans, not_in_this_trace, not_shown } = {
        spans: [],
        not_in_this_trace: [],
        not_shown: [],
        ...result,
      };
      seen.push(...spans, ...not_in_this_trace);
      wanted.clear();
      for (const id of not_shown) wanted.add(id);
    }
    expect(seen).toHaveLength(3);
    expect(seen).toContainEqual(expect.objectContaining({ span_id: 'few', attributes: {} }));
    expect(seen).toContainEqual(
      expect.objectContaining({ span_id: 'many', not_shown: expect.stringContaining('search_span') }),
    );
  });

  it('pages through all traces, whatever fits into a page', async () => {
    const ids = new Set<string>();
    for (let offset = 0; offset < 112; ) {
      const { result } = await ask('query_traces', { limit: 500, offset });
      const { traces }: { traces: { trace_id: string }[] } = { traces: [], ...result };
      expect(traces.length).toBeGreaterThan(0);
      for (const trace of traces) ids.add(trace.trace_id);
      offset += traces.length;
    }
    expect(ids.size).toBe(112);
  });
});

describe('a refusal that would be too large', () => {
  const huge = 'ö'.repeat(200_000);

  it.each(tools.map((tool) => tool.name))('of %s is cut where it quotes what it was given', async (name) => {
    const { ok, result } = await ask(name, { [huge]: 1 });
    expect(ok).toBe(false);
    expect(JSON.stringify(result)).toContain('characters in all');
  });

  it('is cut for names, ids, patterns, statements and code as well', async () => {
    const refused: [string, object][] = [
      [huge, {}],
      ['view_trace', { trace_id: huge }],
      ['search_span', { trace_id: 't1', span_id: huge, pattern: 'x' }],
      ['search_spans', { pattern: `(${huge}` }],
      ['count_traces', { filters: { regex_pattern: `(${huge}` } }],
      ['compare', { a: { dataset_id: huge } }],
      ['synthesize_traces', { trace_ids: ghosts(50, 4000), focus: 'x' }],
      ['get_context_item', { item_id: huge }],
      ['run_sql', { sql: `SELECT ${Array(200).fill('*').join()} FROM spans` }],
      ['run_code', { code: `console.log('\\u0001'.repeat(60000)); throw new Error('x'.repeat(1e6))` }],
    ];
    for (const [name, args] of refused) {
      const { ok, result } = await ask(name, args);
      expect({ name: name.slice(0, 20), ok }).toMatchObject({ ok: false });
      expect(result).toMatchObject({ error: expect.any(String), instead: expect.any(String) });
    }
  });

  it('of report_finding names every piece of evidence', async () => {
    const evidence = ghosts(20, 9000).map((trace_id) => ({ trace_id, quote: 'x'.repeat(2000) }));
    const finding = {
      title: 't',
      severity: 'minor',
      claim: 'c',
      predicate: { has_errors: true },
      confidence: 'low',
    };
    const { ok, result } = await ask('report_finding', { ...finding, evidence });
    expect(ok).toBe(false);
    expect(result).toHaveProperty('not_verified.length', 40);
  });

  it('leaves long filters out of what it repeats', async () => {
    const model_names = ghosts(100, 1000);
    for (const name of ['count_traces', 'query_traces', 'get_dataset_overview', 'find_patterns']) {
      expect(await ask(name, { filters: { model_names } })).toMatchObject({
        ok: true,
        result: { filters: expect.stringContaining('not repeated') },
      });
    }
    const sides = { a: { filters: { model_names } }, b: { filters: { model_names } } };
    expect(await ask('compare', sides)).toMatchObject({ ok: true });
  });
});
