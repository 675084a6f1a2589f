import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { needSandboxWorker, type OpenSandbox, openSandbox } from './sandbox-fixture';

needSandboxWorker();

let sandbox: OpenSandbox;
beforeAll(async () => {
  sandbox = await openSandbox();
});
afterAll(() => sandbox.remove());

const ask: OpenSandbox['ask'] = (request, signal) => sandbox.ask(request, signal);

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
