import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { query } from '../../../database';
import { maskFailure } from '../../../ingest/mask-failure';
import { type OpenSample, openSample } from '../../../sample/open-sample';
import type { PlantKind } from '../../../sample/run-plan';
import { needSandboxWorker } from '../../../sandbox/sandbox-fixture';
import { askAnalyst, expectNothingFalse, expectToHold } from './ask-fixture';

needSandboxWorker();

let sample: OpenSample;
beforeAll(async () => {
  sample = await openSample();
});
afterAll(() => sample.close());

const ask = (question: string) => askAnalyst(question, sample);
const planted = (kind: PlantKind) => sample.truth.planted[kind];
const of = (part: number) => `${part} of ${sample.truth.traces} traces`;

/** The entries of the first list, each with the lines that belong to it. */
function entriesOf(text: string): string[] {
  return text.split(/\n(?=\d+\. )/).slice(1);
}

/** The entry that cites one of the spans that show what was planted. */
function entryOf(text: string, kind: PlantKind): string | undefined {
  const spans = planted(kind).flatMap(({ spanIds }) => spanIds);
  return entriesOf(text).find((entry) => spans.some((span) => entry.includes(`/${span}]`)));
}

describe('on the sample', () => {
  it('names every failure mode that was planted, with its exact count of traces', async () => {
    const answer = await ask('What are the most common failure modes?');
    expectToHold(answer);
    const kinds = [
      'order-not-found',
      'refund-declined',
      'rate-limited',
      'silent-error-object',
      'silent-missing-file',
      'silent-http-status',
      'cut-off',
      'handled-exception',
      'refusal',
      'empty-answer',
      'giant-payload',
    ] as const;
    for (const kind of kinds) expect(entryOf(answer.text, kind)).toContain(of(planted(kind).length));
    expect(answer.findings.length).toBeGreaterThan(10);
  });

  it('names page by page the failures that show in several ways, which come to their exact count', async () => {
    const history = [];
    const entries: string[] = [];
    for (let question = 'What are the most common failure modes?', more = true; more; ) {
      expect(history.length, 'pages without an end').toBeLessThan(50);
      const answer = await askAnalyst(question, { ...sample, history: [...history] });
      expectNothingFalse(answer);
      history.push({ question, answer: answer.text });
      const failures = entriesOf(answer.text.split('Besides failures')[0] ?? '');
      entries.push(...failures);
      more = failures.length > 0;
      question = 'show me more';
    }
    for (const kind of ['unknown-tool', 'invalid-arguments', 'retry-storm', 'out-of-turns'] as const) {
      const spans = planted(kind).flatMap(({ spanIds }) => spanIds);
      const own = entries.filter((entry) => spans.some((span) => entry.includes(`/${span}]`)));
      const told = own.map((entry) => Number(/: (\d+) of \d+ traces/.exec(entry)?.[1]));
      expect(told.length, kind).toBeGreaterThan(1);
      expect(
        told.reduce((sum, traces) => sum + traces),
        kind,
      ).toBe(planted(kind).length);
    }
  });

  it('cuts the titles of findings where a word ends', async () => {
    const { findings } = await ask('What are the most common failure modes?');
    const cut = findings.filter(({ title, claim }) => !claim.startsWith(title));
    expect(cut.length).toBeGreaterThan(0);
    for (const { title, claim } of cut) {
      const head = title.replace(/…$/, '');
      expect(claim.startsWith(head)).toBe(true);
      expect(claim.charAt(head.length)).toMatch(/[\s:;,]/);
    }
  });

  it('counts the traces with status ERROR, and lists as many as are asked for, page by page', async () => {
    const question = 'List the top 7 traces with status ERROR by error count';
    const answer = await ask(question);
    expectToHold(answer);
    const { error } = sample.truth.outcomes;
    expect(answer.text).toContain(`${of(error.length)} `);
    expect(entriesOf(answer.text)).toHaveLength(7);
    const history = [{ question, answer: answer.text }];
    const more = await askAnalyst('show me more', { ...sample, history });
    expect(entriesOf(more.text).map((entry) => Number.parseInt(entry, 10))).toEqual([
      8, 9, 10, 11, 12, 13, 14,
    ]);
    const cited = (text: string) => entriesOf(text).map((entry) => /\[trace:(\w+)\]/.exec(entry)?.[1] ?? '');
    const all = [...cited(answer.text), ...cited(more.text)];
    expect(new Set(all).size).toBe(14);
    expect(all.filter((trace) => !error.includes(trace))).toEqual([]);
  });

  it('counts every tool’s calls and failures, and blames what was planted and nothing else', async () => {
    const { text } = await ask('Which function.* spans are called most often, and which go with errors?');
    for (const [tool, { calls, errors, silent }] of sample.truth.tools) {
      const failed = errors + silent === 0 ? 'none' : `${errors + silent} of ${calls} calls`;
      expect(text).toMatch(new RegExp(`\\| ${tool} \\| ${calls} of [\\d,]+ calls .* \\| ${failed}`));
    }
    const blamed = [...text.matchAll(/^- (\w+) `(.+)`: failed in/gm)].map(([, dimension, value]) => ({
      dimension,
      value,
    }));
    expect(blamed).toEqual(expect.arrayContaining(sample.truth.associations));
    expect(blamed).toHaveLength(sample.truth.associations.length);
  });

  it('tells first what was asked for of answers that are none', async () => {
    const { text } = await ask('Which answers are cut off?');
    expect(text).toMatch(/^\d+ of \d+ traces .* hold an answer that was cut off/);
    expect(text).toMatch(/\nBesides, \d+ of \d+ traces .* hold an answer that declines/);
  });

  it('counts refusals, empty answers and those that were cut off', async () => {
    const answer = await ask('Where does the model refuse?');
    expectToHold(answer);
    expect(answer.text).toContain(`${of(planted('refusal').length)} `);
    const wordings = answer.text.match(/^- `I'm sorry, but I can't .+` \[span:\S+\]: \d+ traces?$/gm) ?? [];
    const told = wordings.map((line) => Number(/(\d+) traces?$/.exec(line)?.[1]));
    expect(told.length).toBeGreaterThan(1);
    expect(told.reduce((sum, traces) => sum + traces)).toBe(planted('refusal').length);
    expect(answer.text).toMatch(
      new RegExp(`Besides, ${of(planted('cut-off').length)} .* hold an answer that was cut off`),
    );
    expect(answer.text).toMatch(
      new RegExp(`Besides, ${of(planted('empty-answer').length)} .* hold an empty answer`),
    );
    expect(answer.findings.map((finding) => finding.prevalence.traces)).not.toContain(
      planted('cut-off').length,
    );
  });

  it('groups repeated outputs of all tool calls as their masked texts do', async () => {
    const answer = await ask(
      'What are the top 8 repeated values of output.value of TOOL spans? Group near-duplicates.',
    );
    expectToHold(answer);
    const groups = new Map<string, { spans: number; traces: Set<string> }>();
    for (const { trace_id, output } of await toolOutputs()) {
      // In JSON everything is quoted: there only what the quotes hold is masked.
      const key = maskFailure(/^\s*[{[]/.test(output) ? output.replaceAll('"', ' ') : output);
      const group = groups.get(key) ?? { spans: 0, traces: new Set() };
      groups.set(key, { spans: group.spans + 1, traces: group.traces.add(trace_id) });
    }
    const expected = [...groups.values()]
      .filter(({ spans }) => spans > 1)
      .sort((a, b) => b.spans - a.spans || b.traces.size - a.traces.size);
    const told = entriesOf(answer.text).map((entry) =>
      /^\d+\. (\d+) spans in (\d+) of/.exec(entry)?.slice(1).map(Number),
    );
    expect(told).toEqual(expected.slice(0, 8).map(({ spans, traces }) => [spans, traces.size]));
  });

  it('tells nothing of a name that is not in the data, and puts nothing on record', async () => {
    const answer = await ask('Which errors does gpt-9-turbo have?');
    expect(answer.text).toMatch(
      /^No tool, model, agent or service among these traces is named `gpt-9-turbo`/,
    );
    expect(answer.text).toContain('- models: gpt-5');
    expect(answer.findings).toEqual([]);
  });

  it('looks for outputs that repeat in calls of the tool that is named', async () => {
    const { text } = await ask('Which output values of `search_kb` repeat?');
    expect(text).toMatch(/(?:come again|comes twice) in calls of `search_kb`/);
  });

  it('counts what each detector is asked for, and names the spans that were planted', async () => {
    const asked = {
      'Do runs hit rate limits?': 'rate-limited',
      'Are there spans that never ended?': 'unfinished-span',
      'Are there repeated calls?': 'repeated-calls',
      'Are there giant payloads?': 'giant-payload',
      'Where does the context grow?': 'context-growth',
      'Are there retry storms?': 'retry-storm',
      'Do runs run out of turns?': 'out-of-turns',
      'Are unknown tools called?': 'unknown-tool',
      'Are there invalid arguments?': 'invalid-arguments',
      'Which tool calls have no result?': 'missing-result',
      'Are there empty answers?': 'empty-answer',
    } as const satisfies Record<string, PlantKind>;
    for (const [question, kind] of Object.entries(asked)) {
      const answer = await ask(question);
      expectToHold(answer);
      expect(answer.text).toContain(`${of(planted(kind).length)} `);
      expect(entryOf(answer.text, kind)).toBeDefined();
      expect(answer.findings.length).toBeGreaterThan(0);
    }
    const slow = await ask('Which tool calls are slower than usual?');
    expectToHold(slow);
    expect(entryOf(slow.text, 'handled-exception')).toContain('get_shipment');
  });

  it.each([
    'Which runs are slow, expensive or wasteful?',
    'What fails silently?',
    'Which tools fail?',
    'Compare gpt-5.4 with gpt-5-mini, and which traces contain "does not exist"?',
  ])('cites and quotes nothing that does not hold: %s', async (question) => {
    const answer = await ask(question);
    expectToHold(answer);
    expect(answer.text).toContain(`of ${sample.dataset.traces} traces`);
  });
});

/** As they stand in the lines that were read. */
async function toolOutputs(): Promise<{ trace_id: string; output: string }[]> {
  const sql = `SELECT trace_id, raw->'attributes'->>'output.value' AS output FROM span WHERE observation_kind = 'TOOL' AND output_hash IS NOT NULL`;
  return query(sample.database, { sql, row: z.object({ trace_id: z.string(), output: z.string() }) });
}
