import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { close, openReadOnly, query } from '../database';
import { importFiles } from './import-files';

let folder: string;
let schemaSql: string;
let made = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'halo-import-'));
  schemaSql = await readFile(new URL('../schema.sql', import.meta.url), 'utf8');
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

type Contents = string | Buffer | object[];

/** Writes each content as a file, imports them as one dataset, and answers its report and how to ask it. */
async function importing(...contents: Contents[]) {
  const run = join(folder, String(made++));
  const files = await Promise.all(
    contents.map(async (content, at) => {
      const path = `${run}-${at}.jsonl`;
      const text = Array.isArray(content)
        ? content.map((span) => `${JSON.stringify(span)}\n`).join('')
        : content;
      await writeFile(path, text);
      return { path, name: `file-${at}` };
    }),
  );
  const databaseFile = `${run}.duckdb`;
  const phases = new Set<string>();
  const report = await importFiles({
    files,
    databaseFile,
    schemaSql,
    recordPatterns: async () => {},
    signal: new AbortController().signal,
    onProgress: ({ phase }) => phases.add(phase),
  });
  expect(report.lines).toBe(report.spans + report.duplicates + report.rejected + report.blank);
  async function ask(sql: string): Promise<Record<string, unknown>[]> {
    const database = await openReadOnly(databaseFile);
    try {
      const row = z.record(z.string(), z.unknown());
      return await query(database, { sql, row });
    } finally {
      close(database);
    }
  }
  return { report, ask, phases: [...phases] };
}

interface SpanFields {
  [field: string]: unknown;
  attributes?: Record<string, unknown>;
}

const required = {
  'inference.export.schema_version': 1,
  'inference.project_id': 'p',
  'inference.observation_kind': 'SPAN',
};

/** A finished span; `at` is its start in seconds, it takes one. */
function span(
  trace_id: string,
  span_id: string,
  { at = 0, ...fields }: SpanFields & { at?: number } = {},
): SpanFields {
  const time = (seconds: number) => new Date(Date.UTC(2026, 0, 1) + seconds * 1000).toISOString();
  return {
    trace_id,
    span_id,
    name: `span ${span_id}`,
    start_time: time(at),
    end_time: time(at + 1),
    status: { code: 'STATUS_CODE_OK' },
    ...fields,
    attributes: { ...required, ...fields.attributes },
  };
}

const failed = (message = '') => ({ status: { code: 'STATUS_CODE_ERROR', message } });

describe('every line is accounted for', () => {
  it('whatever it is, and a bad one never stops the rest', async () => {
    const good = JSON.stringify(span('t', 'a'));
    const text = `\uFEFF${good}\r\n\r\n   \nnot json\n{"name":"x"}\n${JSON.stringify(span('t', 'b'))}`;
    const { report, ask, phases } = await importing(text);
    expect(report).toMatchObject({ lines: 6, spans: 2, traces: 1, duplicates: 0, rejected: 2, blank: 2 });
    const firstOffset = Buffer.byteLength(`\uFEFF${good}\r\n\r\n   \n`);
    expect(report.rejections).toEqual([
      {
        file: 'file-0',
        line: 4,
        byteOffset: firstOffset,
        reason: expect.stringMatching(/^not valid JSON/),
        excerpt: 'not json',
      },
      {
        file: 'file-0',
        line: 5,
        byteOffset: firstOffset + 9,
        reason: 'JSON, but no span: no trace_id and no span_id',
        excerpt: '{"name":"x"}',
      },
    ]);
    expect(await ask('SELECT span_id, line, byte_offset, raw FROM span ORDER BY "row"')).toMatchObject([
      { span_id: 'a', line: 1n, byte_offset: 3n, raw: good },
      { span_id: 'b', line: 6n },
    ]);
    expect(await ask('SELECT * FROM rejection')).toHaveLength(2);
    expect(phases).toEqual(['reading', 'linking', 'analysing', 'saving']);
  });

  it('in an empty file, and in one without a span', async () => {
    expect((await importing('')).report).toMatchObject({ lines: 0, spans: 0, traces: 0 });
    expect((await importing('\n \n')).report).toMatchObject({ lines: 2, blank: 2 });
  });

  it('or none is taken where one of several files cannot be read', async () => {
    const binary = Buffer.from([0, 1, 2]);
    await expect(importing([span('t', 'a')], binary)).rejects.toMatchObject({ code: 'unreadable' });
  });

  it('when one is nested deeper than the stack', async () => {
    const deep = `{"trace_id":"t","span_id":"d","attributes":{"input.value":${'['.repeat(50_000)}${']'.repeat(50_000)}}}`;
    const { report } = await importing(`${deep}\n${JSON.stringify(span('t', 'a'))}`);
    expect(report).toMatchObject({
      spans: 1,
      rejected: 1,
      rejections: [{ reason: expect.stringMatching(/nested/) }],
    });
  });

  it('when thousands are rejected between the spans', async () => {
    const lines = Array.from({ length: 50_000 }, (_, at) =>
      at % 10 === 0 ? JSON.stringify(span('t', `s${at}`)) : '{',
    );
    const { report, ask } = await importing(lines.join('\n'));
    expect(report).toMatchObject({ lines: 50_000, spans: 5_000, rejected: 45_000 });
    expect(report.rejections).toHaveLength(1000);
    expect(await ask('SELECT count(*) AS n, max(line) AS last FROM rejection')).toEqual([
      { n: 45_000n, last: 50_000n },
    ]);
  });

  it('when one is too long to be read', async () => {
    const long = `{"trace_id":"${'x'.repeat(70 * 1024 * 1024)}"}`;
    const { report } = await importing(
      `${JSON.stringify(span('t', 'a'))}\n${long}\n${JSON.stringify(span('t', 'b'))}\n`,
    );
    expect(report).toMatchObject({ spans: 2, rejected: 1 });
    expect(report.rejections[0]).toMatchObject({
      line: 2,
      reason: 'the line is 70 MiB long, more than the 64 MiB that are read',
    });
    expect(report.rejections[0]?.excerpt.length).toBeLessThanOrEqual(200);
  });

  it('when its bytes are no UTF-8: they are replaced and reported', async () => {
    const [before, after] = JSON.stringify(span('t', 'a', { name: 'n|m' })).split('|');
    const bytes = Buffer.concat([Buffer.from(before ?? ''), Buffer.from([0xff]), Buffer.from(after ?? '')]);
    const { report, ask } = await importing(bytes);
    expect(report.warnings).toMatchObject([{ code: 'invalid-utf8', count: 1 }]);
    expect(await ask('SELECT name FROM span')).toEqual([{ name: 'n\uFFFDm' }]);
  });
});

describe('a file', () => {
  it('may be packed with gzip, in several members too', async () => {
    const packed = Buffer.concat([
      gzipSync(`${JSON.stringify(span('t', 'a'))}\n`),
      gzipSync(`${JSON.stringify(span('t', 'b'))}\n`),
    ]);
    expect((await importing(packed)).report).toMatchObject({ lines: 2, spans: 2, traces: 1 });
  });

  it('may be packed with zstd, in several frames too', async () => {
    const packed = Buffer.concat([
      zstdFrame(`${JSON.stringify(span('t', 'a'))}\n`),
      zstdFrame(`${JSON.stringify(span('t', 'b'))}\n`),
    ]);
    expect((await importing(packed)).report).toMatchObject({ lines: 2, spans: 2, traces: 1 });
  });

  it('that is damaged, binary or in UTF-16 is named, with what to do', async () => {
    const cut = gzipSync(JSON.stringify(span('t', 'a'))).subarray(0, 60);
    await expect(importing(cut)).rejects.toMatchObject({
      code: 'unreadable',
      message: expect.stringMatching(/damaged or unfinished gzip/),
    });
    await expect(importing(Buffer.from([0x89, 0x50, 0, 1]))).rejects.toMatchObject({
      message: expect.stringMatching(/binary file/),
    });
    await expect(importing(zstdFrame(JSON.stringify(span('t', 'a'))).subarray(0, 60))).rejects.toMatchObject({
      code: 'unreadable',
      message: expect.stringMatching(/damaged or unfinished zstd/),
    });
    await expect(importing(Buffer.from('\uFEFF{}', 'utf16le'))).rejects.toMatchObject({
      message: expect.stringMatching(/UTF-16/),
    });
  });

  it('may hold part of a trace, in any order', async () => {
    const { report, ask } = await importing(
      [span('t1', 'b', { parent_span_id: 'a', at: 1 }), span('t2', 'x')],
      [span('t1', 'a', { name: 'the root' })],
    );
    expect(report.files).toMatchObject([
      { file: 'file-0', lines: 2 },
      { file: 'file-1', lines: 1 },
    ]);
    expect(
      await ask('SELECT trace_id, root_name, span_count, orphan_count FROM trace ORDER BY trace_ix'),
    ).toEqual([
      { trace_id: 't1', root_name: 'the root', span_count: 2, orphan_count: 0 },
      { trace_id: 't2', root_name: 'span x', span_count: 1, orphan_count: 0 },
    ]);
  });
});

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

describe('a report warns', () => {
  it('of required attributes that no span has', async () => {
    const bare = { trace_id: 't', span_id: 'a' };
    const { report } = await importing([
      bare,
      { ...bare, span_id: 'b', attributes: { 'inference.project_id': 'p' } },
    ]);
    expect(
      report.warnings.map(({ code, message }) => [code, message.match(/inference\.[\w.]+\w/)?.[0]]),
    ).toEqual([
      ['missing-attribute', 'inference.export.schema_version'],
      ['missing-attribute', 'inference.observation_kind'],
    ]);
  });

  it('of runs that are stacked in one file', async () => {
    const of = (pid: number) => ({ resource: { attributes: { 'process.pid': pid } } });
    const day = 24 * 3600;
    const { report } = await importing([
      span('t1', 'a', of(1)),
      span('t2', 'a', { at: 5, ...of(1) }),
      span('t3', 'a', { at: day, ...of(2) }),
    ]);
    expect(report.warnings).toMatchObject([
      {
        code: 'stacked-runs',
        message:
          'file-0 seems to hold several runs, one after another: a pause of 23.9 hours before line 3; 2 processes.',
      },
    ]);
    const mixed = await importing([1, 2, 1, 2].map((pid, at) => span('t', `s${at}`, of(pid))));
    expect(mixed.report.warnings).toEqual([]);
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

/** A Zstandard frame (RFC 8878) that stores its content as it is: one segment, one last block of type raw. */
function zstdFrame(content: string): Buffer {
  const bytes = Buffer.from(content);
  const header = Buffer.alloc(12);
  header.writeUInt32LE(0xfd2fb528, 0);
  header.writeUInt8(0b1010_0000, 4);
  header.writeUInt32LE(bytes.length, 5);
  header.writeUIntLE((bytes.length << 3) | 1, 9, 3);
  return Buffer.concat([header, bytes]);
}
