import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordPatterns } from '../detectors/record-patterns';
import { type Fixture, openFixture } from '../store/fixture-database';
import type { SandboxAnswer, SandboxRequest } from './protocol';
import { runSandbox } from './run-sandbox';
import { bundleSandboxWorker } from './sandbox-fixture';

let fixture: Fixture;
let removeWorker: () => Promise<void>;
beforeAll(async () => {
  removeWorker = await bundleSandboxWorker();
  fixture = await openFixture(
    [
      {
        trace_id: 'a',
        span_id: 'a1',
        name: 'root',
        observation_kind: 'AGENT',
        start_ns: 1_700_000_000_000_000_001n,
        end_ns: 1_700_000_000_500_000_001n,
        raw: JSON.stringify({ attributes: { 'input.value': 'hello', 'output.value': '{"n":1}' } }),
      },
      {
        trace_id: 'a',
        span_id: 'a2',
        status: 'ERROR',
        error_class: 'origin',
        failure_mask: 'no <n>',
        raw: 'no JSON',
      },
      { trace_id: 'b', span_id: 'b1', end_ns: 1, input_hash: 9_007_199_254_740_994 },
    ],
    { derive: recordPatterns },
  );
});
afterAll(async () => {
  await fixture.remove();
  await removeWorker();
});

const never = new AbortController().signal;

function ask(
  request: Partial<SandboxRequest> & Pick<SandboxRequest, 'kind'>,
  signal = never,
): Promise<SandboxAnswer> {
  const common = { database: fixture.database.file, scope: null };
  const whole: SandboxRequest =
    request.kind === 'sql'
      ? { ...common, sql: '', limit: 100, bytes: 100_000, ...request }
      : { ...common, code: '', bytes: 64_000, heapBytes: 64 * 2 ** 20, timeMs: 10_000, ...request };
  return runSandbox({ root: '/nowhere', request: whole, signal });
}

async function rows(sql: string, change: object = {}) {
  const answer = await ask({ kind: 'sql', sql, ...change });
  if (answer.kind !== 'sql') throw new Error(JSON.stringify(answer));
  return answer.result;
}

async function refusal(sql: string): Promise<string> {
  const answer = await ask({ kind: 'sql', sql });
  if (answer.kind !== 'refused') throw new Error(`Not refused: ${JSON.stringify(answer)}`);
  return `${answer.error} ${answer.instead}`;
}

describe('a SELECT in the sandbox', () => {
  it('reads the views, with exact values', async () => {
    const { columns, rows: found } = await rows(
      'SELECT span_id, start_time, duration_ms, input, output, status FROM spans ORDER BY span_id;',
    );
    expect(columns.map((column) => column.name)).toEqual([
      'span_id',
      'start_time',
      'duration_ms',
      'input',
      'output',
      'status',
    ]);
    expect(found[0]).toEqual(['a1', '2023-11-14 22:13:20.000000001', 500, 'hello', '{"n":1}', 'OK']);
    expect(found[1]).toEqual(['a2', null, null, null, null, 'ERROR']);
    expect((await rows('SELECT max(input_hash) FROM spans')).rows).toEqual([['9007199254740994']]);
    expect((await rows('SELECT trace_id, agent_names, outcome FROM traces ORDER BY ALL')).rows).toEqual([
      ['a', '[]', 'error'],
      ['b', '[]', 'ok'],
    ]);
    expect(
      (
        await rows(
          "SELECT key, span_id FROM patterns JOIN pattern_hits USING (detector, key) WHERE detector = 'error-signatures'",
        )
      ).rows,
    ).toHaveLength(1);
  });

  it('shows the traces of the question alone', async () => {
    const scope = { scope: [1] };
    expect((await rows('SELECT trace_id FROM spans', scope)).rows).toEqual([['b']]);
    expect((await rows('SELECT count(*) FROM traces', scope)).rows).toEqual([[1]]);
    expect((await rows('SELECT count(*) FROM patterns', scope)).rows).toEqual([[0]]);
    expect((await rows('SELECT count(*) FROM pattern_hits', scope)).rows).toEqual([[0]]);
  });

  it('says where rows or bytes are cut, and cuts long values', async () => {
    expect(await rows('FROM range(10)', { limit: 3 })).toMatchObject({ rows: [[0], [1], [2]], cut: 'rows' });
    expect(await rows('FROM range(3)', { limit: 3 })).toMatchObject({ cut: null });
    const bytes = await rows("SELECT repeat('x', 100) FROM range(100)", { bytes: 1000 });
    expect(bytes).toMatchObject({ cut: 'bytes' });
    expect(bytes.rows.length).toBeLessThan(10);
    const [[long] = []] = (await rows("SELECT repeat('x', 20000)")).rows;
    expect(String(long)).toMatch(/x… \[cut: 20,000 characters in all\]$/);
  });

  it.each([
    ['SELECT 1; SELECT 2', 'There are 2 statements'],
    ["COPY (SELECT 1) TO '/tmp/x'", 'no SELECT'],
    ["SELECT * FROM read_text('/etc/passwd')", 'read_text cannot'],
    ["SELECT * FROM '/etc/passwd'", 'no view /etc/passwd'],
  ])('refuses to leave it: %s', async (sql, words) => {
    expect(await refusal(sql)).toContain(words);
  });

  it('says what is wrong with a statement, and which columns there are', async () => {
    expect(await refusal('SELECT spam FROM traces')).toMatch(/"spam" not found[\s\S]*traces\(trace_id/);
    expect(await refusal('SELEC 1')).toContain('does not parse');
    expect(await refusal('SELECT 1 +')).toContain('does not parse');
    expect(await refusal("SELECT CAST('x' AS INTEGER)")).toContain("Could not convert string 'x'");
  });

  it('gives up what needs too much memory', async () => {
    expect(
      await refusal('SELECT count(DISTINCT a.range * b.range) FROM range(100000) a, range(100000) b'),
    ).toMatch(/memory/);
    expect(await refusal("SELECT string_agg(repeat('x', 1000000)) FROM range(5000)")).toMatch(/memory/i);
    expect(await refusal('SELECT list(range) FROM range(1000000000)')).toMatch(/memory/i);
  });

  it('ends with the signal, however busy', async () => {
    const stop = new AbortController();
    const forever =
      'WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r) SELECT count(*) FROM r';
    const asking = ask({ kind: 'sql', sql: forever }, stop.signal);
    stop.abort();
    await expect(asking).rejects.toMatchObject({ code: 'cancelled' });
  });
});

async function value(code: string, change: object = {}) {
  const answer = await ask({ kind: 'code', code, ...change });
  if (answer.kind !== 'code') throw new Error(JSON.stringify(answer));
  return answer.result;
}

async function codeRefusal(code: string, change: object = {}) {
  const answer = await ask({ kind: 'code', code, ...change });
  if (answer.kind !== 'refused') throw new Error(`Not refused: ${JSON.stringify(answer)}`);
  return answer;
}

describe('code in the sandbox', () => {
  it('prints, asks for rows, and comes to a value', async () => {
    const code = `
      const rows = sql("SELECT trace_id, span_count FROM traces ORDER BY trace_id");
      console.log('found', rows.length, rows[0]);
      rows.map((row) => row.span_count)`;
    expect(await value(code)).toEqual({
      stdout: 'found 2 {"trace_id":"a","span_count":2}\n',
      value: '[2,1]',
      cut: false,
      queries: 1,
    });
  });

  it('may wait for its rows, and return', async () => {
    const code = `
      const one = await sql('SELECT 1 AS n');
      const two = await sql('SELECT 2 AS n');
      return one[0].n + two[0].n;`;
    expect(await value(code)).toMatchObject({ value: '3', queries: 2 });
    expect(await value('1 + 1;')).toMatchObject({ value: '2' });
    expect(await value('let a = 1;')).toMatchObject({ value: null });
    expect(await value('Promise.resolve("text")')).toMatchObject({ value: 'text' });
  });

  it('says what is wrong, with the line', async () => {
    expect(await codeRefusal('let a = 1;\nnowhere();')).toMatchObject({
      error: expect.stringMatching(/ReferenceError: .*nowhere.*\(line 2\)/),
    });
    expect(await codeRefusal('let a = ;')).toMatchObject({ error: expect.stringContaining('SyntaxError') });
    expect(await codeRefusal('console.log("so far"); throw new Error("enough")')).toMatchObject({
      error: expect.stringContaining('enough'),
      stdout: 'so far\n',
    });
    expect(await codeRefusal('sql("SELECT spam FROM traces")')).toMatchObject({
      error: expect.stringContaining('spam'),
    });
    expect(await codeRefusal('throw 7')).toMatchObject({ error: expect.stringContaining('7') });
  });

  it('has nothing of the world', async () => {
    const names = [
      'require',
      'process',
      'fetch',
      'setTimeout',
      'Deno',
      'Bun',
      'Worker',
      'WebAssembly',
      'std',
      'os',
    ];
    const code = `[${names.map((name) => `typeof ${name}`).join(', ')}].join()`;
    expect(await value(code)).toMatchObject({ value: names.map(() => 'undefined').join() });
    expect(await codeRefusal('require("fs")')).toMatchObject({
      error: expect.stringContaining('ReferenceError'),
    });
  });

  it('imports nothing, and reaches no host through what it is given', async () => {
    expect(await codeRefusal('await import("fs")')).toMatchObject({ error: expect.any(String) });
    const reach = `
      const found = [];
      for (const thing of [sql, console, console.log, globalThis, this]) {
        try { found.push(typeof thing.constructor.constructor('return typeof process + typeof require')()); } catch (error) { found.push(String(error)); }
        try { found.push(thing.constructor.constructor('return typeof process')()); } catch (error) { found.push(String(error)); }
      }
      found`;
    const seen = await value(reach);
    expect(seen.value).not.toContain('object');
    expect(seen.value).toContain('undefined');
    const poisoned = `
      Object.prototype.limit = 1; Array.prototype.toJSON = () => 'x'; JSON.parse = () => 'mine';
      sql('SELECT 1 AS n')`;
    expect(await value(poisoned)).toMatchObject({ value: 'mine' });
  });

  it('asks for nothing but SELECTs over the views', async () => {
    expect(await codeRefusal(`sql("SELECT * FROM read_text('/etc/passwd')")`)).toMatchObject({
      error: expect.stringContaining('read_text cannot'),
    });
    expect(await codeRefusal('sql("SET threads = 8")')).toMatchObject({
      error: expect.stringContaining('no SELECT'),
    });
    expect(await codeRefusal('for (let i = 0; i < 1000; i++) sql("SELECT 1")')).toMatchObject({
      error: expect.stringContaining('200 times'),
    });
    expect(await codeRefusal('sql("FROM range(1000000)").length')).toMatchObject({
      error: expect.stringContaining('aggregate in SQL'),
    });
    expect(await value('sql("FROM range(1000000)", 10).length')).toMatchObject({ value: '10' });
  });

  it.each([
    ['a loop', 'for (;;);'],
    ['a loop that catches', 'for (;;) { try { for (;;); } catch {} }'],
    ['a promise that goes on', 'const again = () => Promise.resolve().then(again); again()'],
    ['a pattern', '/^(a+)+$/.test("a".repeat(40) + "b")'],
    [
      'a query',
      'sql("WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r) SELECT count(*) FROM r")',
    ],
  ])('is stopped in time: %s', async (_, code) => {
    expect(await codeRefusal(code, { timeMs: 300 })).toMatchObject({
      error: 'The code was stopped after 0.3 s.',
    });
  });

  it.each([
    ['an array', 'const all = []; for (;;) all.push(new Array(1000).fill("x"));'],
    ['a string', 'let text = "x"; for (;;) text += text;'],
    ['a buffer', 'new Uint8Array(1024 * 1024 * 1024)'],
  ])('is kept to its memory: %s', async (_, code) => {
    const { error } = await codeRefusal(code);
    expect(error).toMatch(/memory|invalid (?:array|string) length|too long/i);
  });

  it('survives recursion without end, and a promise that nobody resolves', async () => {
    expect(await codeRefusal('const down = () => down() + 1; down()')).toMatchObject({
      error: expect.stringMatching(/stack/i),
    });
    expect(await codeRefusal('await new Promise(() => {})')).toMatchObject({
      error: expect.stringContaining('nothing resolves'),
    });
  });

  it('keeps as many bytes of what it prints as are wanted', async () => {
    const printed = await value('for (let i = 0; i < 100000; i++) console.log("é".repeat(50)); "value"', {
      bytes: 1000,
    });
    expect(printed.cut).toBe(true);
    expect(Buffer.byteLength(printed.stdout)).toBeLessThanOrEqual(1000);
    expect(printed.stdout).not.toContain('\uFFFD');
  });

  it('ends with the signal', async () => {
    const stop = new AbortController();
    const asking = ask({ kind: 'code', code: 'for (;;);' }, stop.signal);
    stop.abort();
    await expect(asking).rejects.toMatchObject({ code: 'cancelled' });
  });
});
