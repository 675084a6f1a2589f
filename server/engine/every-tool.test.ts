import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { needSandboxWorker } from '../sandbox/sandbox-fixture';
import { callTool } from './call-tool';
import { jsonBytes } from './limits';
import type { ToolContext } from './tool-context';
import { tools } from './tools/index';
import { openToolsFixture, type ToolsFixture } from './tools-fixture';

needSandboxWorker();

const fixtures: ToolsFixture[] = [];
let runs: ToolsFixture;
let empty: ToolsFixture;
let stuck: ToolsFixture;
beforeAll(async () => {
  runs = await openToolsFixture();
  empty = await openToolsFixture({ spans: [] });
  stuck = await openToolsFixture({ stuck: true });
  fixtures.push(runs, empty, stuck);
});
afterAll(async () => {
  for (const fixture of fixtures) await fixture.close();
});

/** Arguments that hold for the fixture, for every tool that there is. */
const calls: Record<string, object> = {
  get_dataset_overview: {},
  find_patterns: {},
  count_traces: { group_by: 'tool' },
  query_traces: { sort: 'duration' },
  view_trace: { trace_id: 'recovers' },
  view_spans: { trace_id: 'recovers', span_ids: ['tool-1'] },
  search_trace: { trace_id: 'many', pattern: 'needle' },
  search_span: { trace_id: 'many', span_id: 'm7', pattern: 'needle' },
  search_spans: { pattern: 'Errno' },
  compare: { a: { filters: { has_errors: false } }, b: { filters: { has_errors: true } } },
  run_sql: { sql: 'SELECT count(*) FROM traces' },
  run_code: { code: 'sql("SELECT count(*) AS n FROM traces")[0].n' },
  synthesize_traces: { trace_ids: ['fails'], focus: 'files' },
  call_subagent: { input: 'What fails?' },
  get_context_item: { item_id: 'turn-1' },
  report_finding: {
    title: 'A file is missing',
    severity: 'major',
    claim: 'A tool reads a file that is not there.',
    evidence: [{ trace_id: 'fails', span_id: 'tool-1', quote: 'No such file or directory' }],
    predicate: { tool_names: ['list_files'] },
    confidence: 'high',
  },
};
const names = tools.map((tool) => tool.name);
/** These never look at traces themselves. */
const queryless = ['call_subagent', 'get_context_item'];
const querying = names.filter((name) => !queryless.includes(name));
/** Where filters go in the arguments of each tool that takes them. */
const filtered: [name: string, withFilters: (filters: object) => object][] = [
  ['get_dataset_overview', (filters) => ({ filters })],
  ['find_patterns', (filters) => ({ filters })],
  ['count_traces', (filters) => ({ filters })],
  ['query_traces', (filters) => ({ filters })],
  ['search_spans', (filters) => ({ filters, pattern: 'm' })],
  ['compare', (filters) => ({ a: { filters }, b: {} })],
  ['report_finding', (predicate) => ({ ...calls.report_finding, predicate })],
];

const never = new AbortController().signal;

describe('every tool', () => {
  it.each(names)('%s answers within the bytes of an answer', async (name) => {
    const { ok, result } = await callTool({
      name,
      args: calls[name],
      context: runs.context(),
      signal: never,
    });
    expect({ name, ok, result }).toMatchObject({ ok: true });
    expect(jsonBytes(result)).toBeLessThanOrEqual(150_000);
  });

  it.each(names)('%s refuses a key that it does not know, and names those that it does', async (name) => {
    const args = { ...calls[name], colour: 'red' };
    const { ok, result } = await callTool({ name, args, context: runs.context(), signal: never });
    expect({ ok, result }).toMatchObject({
      ok: false,
      result: { error: expect.stringContaining('colour'), instead: expect.stringContaining(name) },
    });
  });

  it.each(names)('%s answers in words where the dataset is empty', async (name) => {
    const context = empty.context();
    const { ok, result } = await callTool({ name, args: calls[name], context, signal: never });
    if (!ok) {
      expect(result).toMatchObject({ error: expect.any(String), instead: expect.any(String) });
      expect(JSON.stringify(result)).toMatch(/There is no|not accepted|None of these/);
    }
    expect(JSON.stringify(result)).not.toMatch(/NaN|Infinity/);
  });

  it.each(querying)('%s stops at the time limit, and says so', async (name) => {
    const context = stuck.context({}, { timeMs: 150 });
    const { ok, result } = await callTool({ name, args: calls[name], context, signal: never });
    expect({ ok, result }).toMatchObject({
      ok: false,
      result: { error: `${name} was stopped after 0.15 s.`, instead: expect.stringContaining('less') },
    });
  });

  it.each(querying)('%s stops when the run is cancelled, in the middle of a query', async (name) => {
    const stop = new AbortController();
    const { database } = stuck.context();
    const context = stuck.context({
      database: { ...database, onQuery: () => stop.abort() },
      filters: { has_errors: true },
    });
    const outcome = await callTool({ name, args: calls[name], context, signal: stop.signal });
    expect(outcome).toMatchObject({ ok: false, result: { error: 'The run was cancelled.' } });
  });
});

describe('a tool that is called when the run was cancelled', () => {
  it.each(names)('%s does not begin', async (name) => {
    const context = runs.context();
    const before = context.tally.queries;
    const outcome = await callTool({ name, args: calls[name], context, signal: AbortSignal.abort() });
    expect(outcome).toMatchObject({
      ok: false,
      result: { error: 'The run was cancelled.', instead: 'Stop.' },
    });
    expect(context.tally.queries).toBe(before);
  });

  it('leaves the others alone that it waited for', async () => {
    const stop = new AbortController();
    const ask = (context: ToolContext, signal: AbortSignal) =>
      callTool({ name: 'count_traces', args: {}, context, signal });
    const slow = [1, 2].map(() => ask(stuck.context({}, { timeMs: 300 }), never));
    const waiting = ask(runs.context(), stop.signal);
    stop.abort();
    expect(await waiting).toMatchObject({ ok: false, result: { error: 'The run was cancelled.' } });
    for (const outcome of await Promise.all(slow))
      expect(JSON.stringify(outcome)).toContain('stopped after 0.3 s');
    expect(await ask(runs.context(), never)).toMatchObject({ ok: true });
  });
});

describe.each(filtered)('the filters of %s', (name, withFilters) => {
  const ask = (filters: object) =>
    callTool({ name, args: withFilters(filters), context: runs.context(), signal: never });

  it('are refused where they have a key that is not known', async () => {
    const { ok, result } = await ask({ colour: 'red' });
    expect({ ok, result }).toMatchObject({
      ok: false,
      result: { error: expect.stringContaining('colour') },
    });
  });

  it('are answered with the reason where their pattern does not compile', async () => {
    const { ok, result } = await ask({ regex_pattern: 'a(b' });
    expect({ ok, result }).toMatchObject({
      ok: false,
      result: { error: expect.stringContaining('missing )'), instead: expect.stringContaining('RE2') },
    });
  });

  it('may select nothing', async () => {
    const { ok, result } = await ask({ model_names: ['nobody'] });
    if (name === 'report_finding') {
      expect(result).toMatchObject({ not_verified: [expect.stringContaining('not among the traces')] });
      return;
    }
    expect({ ok, result }).toMatchObject({ ok: true });
    expect(JSON.stringify(result)).not.toMatch(/NaN|Infinity/);
  });

  it('mean the same time whatever its offset', async () => {
    const spellings = ['1970-01-01T00:00:04Z', '1970-01-01T05:30:04+05:30', '1969-12-31T16:00:04.000-08:00'];
    const answers = [];
    for (const end_time_lte of spellings) {
      const { ok, result } = await ask({ end_time_lte });
      expect({ ok, result }).toMatchObject({ ok: true });
      const text = JSON.stringify(result).replaceAll(end_time_lte, 'then');
      answers.push(text.replace(/"finding_id":"[^"]+"/, ''));
    }
    expect(answers[1]).toBe(answers[0]);
    expect(answers[2]).toBe(answers[0]);
    const text = JSON.stringify((await ask({ end_time_lte: '1970-01-01T00:00:01Z' })).result);
    expect(text.replace('00:00:01Z', 'then')).not.toBe(answers[0]);
  });
});

describe.each(['search_trace', 'search_span', 'search_spans'])('the pattern of %s', (name) => {
  const ask = (pattern: string) =>
    callTool({ name, args: { ...calls[name], pattern }, context: runs.context(), signal: never });

  it.each([
    ['(?<=a)b', 'invalid perl operator'],
    ['[z-a]', 'invalid character class range'],
    ['a**', 'bad repetition operator'],
    ['\\1', 'invalid escape sequence'],
    ['a{2000}', 'invalid repetition size'],
    ['(?i)\\pL{1000}', 'pattern too large'],
    ['x*', 'empty text'],
  ])('is answered with the reason where it is %s', async (pattern, reason) => {
    const { ok, result } = await ask(pattern);
    expect({ ok, result }).toMatchObject({
      ok: false,
      result: { error: expect.stringContaining(reason), instead: expect.stringContaining('RE2') },
    });
  });

  it('may match nothing', async () => {
    expect(await ask('nowhere to be found')).toMatchObject({ ok: true, result: { matches: [] } });
  });
});
