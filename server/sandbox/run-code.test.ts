import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { needSandboxWorker, type OpenSandbox, openSandbox } from './sandbox-fixture';

needSandboxWorker();

let sandbox: OpenSandbox;
beforeAll(async () => {
  sandbox = await openSandbox();
});
afterAll(() => sandbox.remove());

const ask: OpenSandbox['ask'] = (request, signal) => sandbox.ask(request, signal);

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
