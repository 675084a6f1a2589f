import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DiagnosisEvent } from '../../../lib/contracts/diagnosis-event';
import type { Filters } from '../../../lib/contracts/filters';
import { runOptionsSchema } from '../../../lib/contracts/run-options';
import type { Database } from '../../database';
import { type OpenSample, openSample } from '../../sample/open-sample';
import type { Fixture } from '../../store/fixture-database';
import { diagnose } from '../diagnose';
import { dataset, home, missingFile, openEngineFixture, root, testClock } from '../engine-fixture';
import { builtin } from './builtin';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await openEngineFixture();
});
afterAll(() => fixture.remove());

interface Answer {
  text: string;
  tools: string[];
  refused: unknown[];
  findings: Extract<DiagnosisEvent, { type: 'finding-reported' }>['finding'][];
  citations: Extract<DiagnosisEvent, { type: 'citations-checked' }>['citations'];
  end: Extract<DiagnosisEvent, { type: 'run-ended' }>['end'] | undefined;
}

async function ask(
  question: string,
  options: { maxTurns?: number; filters?: Filters; database?: Database } = {},
): Promise<Answer> {
  const answer: Answer = { text: '', tools: [], refused: [], findings: [], citations: [], end: undefined };
  const { maxTurns = 20, filters = {}, database = fixture.database } = options;
  const provider = builtin();
  const events = diagnose({
    diagnosisId: 'd-1',
    question,
    filters,
    dataset,
    database,
    models: { run: provider, synthesis: provider, compaction: provider },
    home,
    root,
    options: runOptionsSchema.parse({
      provider: 'builtin',
      model: provider.model,
      maxTurns,
      temperature: null,
      maxOutputTokens: null,
    }),
    signal: new AbortController().signal,
    clock: testClock(),
  });
  for await (const event of events) {
    if (event.type === 'text-delta') answer.text += event.text;
    if (event.type === 'tool-called') answer.tools.push(event.name);
    if (event.type === 'tool-finished' && !event.ok) answer.refused.push(event.result);
    if (event.type === 'finding-reported') answer.findings.push(event.finding);
    if (event.type === 'citations-checked') answer.citations = event.citations;
    if (event.type === 'run-ended') answer.end = event.end;
  }
  return answer;
}

/** All that it cites is there, and all that it quotes is found. */
function holds({ citations, refused }: Answer) {
  expect(refused).toEqual([]);
  expect(citations.length).toBeGreaterThan(0);
  for (const citation of citations) {
    expect(citation).toMatchObject({ exists: true });
    expect(citation.quotes.filter((quote) => !quote.found)).toEqual([]);
  }
}

describe('the built-in analyst', () => {
  it('names the commonest failure modes with the exact words, findings and denominators', async () => {
    const answer = await ask(
      'What are the most common failure modes? Give trace ids and the exact error string.',
    );
    holds(answer);
    expect(answer.tools.slice(0, 2)).toEqual(['get_dataset_overview', 'find_patterns']);
    expect(answer.text).toContain(`\`${missingFile}\` [span:fails/tool-1]`);
    expect(answer.text).toContain('2 of 5 traces (40.0 %)');
    expect(answer.text).toContain('[trace:recovers]');
    expect(answer.text).toContain('no language model took part');
    expect(answer.findings[0]).toMatchObject({
      prevalence: { traces: 2, ofTraces: 5 },
      evidence: [
        { trace_id: 'fails', quote: missingFile },
        { trace_id: 'recovers', quote: missingFile },
      ],
    });
    expect(answer.end).toMatchObject({
      outcome: 'answered',
      receipt: { costUsd: 0, inputTokens: 0, spansRead: 2 },
    });
  });

  it('lists the traces with status ERROR, the first five by count', async () => {
    const answer = await ask(
      'Which traces have status.code == STATUS_CODE_ERROR? List the top 5 by error count.',
    );
    holds(answer);
    expect(answer.text).toContain('2 of 5 traces (40.0 %) have at least one span with status ERROR');
    expect(answer.text).toMatch(/1\. \[trace:\w+\]: 1 of \d spans/);
    expect(answer.text).toContain('`Error running tool`');
  });

  it('says why a trace failed, its tool sequence, and whether it recovered', async () => {
    const recovered = await ask(
      'Look at trace `recovers`. What was the tool sequence? Did it recover after the error?',
    );
    holds(recovered);
    expect(recovered.text).toContain('list_files ✗ → list_files');
    expect(recovered.text).toContain('It recovered');
    expect(recovered.text).toMatch(
      /`Error running tool`, its output `.*Errno 2.*` \[span:recovers\/tool-1\]/,
    );
    const failed = await ask('Why did trace "fails" fail?');
    expect(failed.text).toContain('It did not recover');
    expect(failed.text).toContain('[trace:fails] (2 spans) failed');
  });

  it('reads the tool sequence of a trace that is too long to be shown', async () => {
    const answer = await ask('What happened in trace `many`?');
    expect(answer.text).toContain('100 spans, too many to read whole');
    expect(answer.text).toContain('read_file → read_file');
    expect(answer.text).toContain('100 calls in all');
  });

  it('finds a trace by the beginning of its id, where no other begins so', async () => {
    const answer = await ask('Why did trace "recove" fail?');
    holds(answer);
    expect(answer.text).toContain('[trace:recovers]');
  });

  it('says that there is no such trace', async () => {
    expect((await ask('Why did trace t-12345 fail?')).text).toContain('no trace `t-12345`');
    expect((await ask('Why did this trace fail?')).text).toContain('Name its id');
  });

  it('says which tools are called most and which go with errors', async () => {
    const answer = await ask('Which function.* spans are called most, and which go with errors?');
    holds(answer);
    expect(answer.text).toContain(
      '| list_files | 2 of 5 traces (40.0 %) | 2 of 2 traces (100.0 %) | 2 of 3 calls (66.7 %) |',
    );
    expect(answer.text).toContain('tested');
  });

  it('finds slow, expensive and wasteful runs', async () => {
    const answer = await ask('Which runs are slow, expensive or wasteful?');
    expect(answer.refused).toEqual([]);
    expect(answer.text).toContain('The slowest, of 5 traces:');
    expect(answer.text).toContain('[trace:recovers]');
  });

  it('says that no refusal was found', async () => {
    expect((await ask('Where does the model refuse?')).text).toContain('0 of 5 traces');
  });

  it('groups output values that repeat, and says what it cannot count', async () => {
    const answer = await ask('What are the most repeated values of output.value? Group near-duplicates.');
    holds(answer);
    expect(answer.text).toContain('not counted by any tool yet');
  });

  it('says plainly what it cannot do', async () => {
    expect((await ask('What changed since the last run?')).text).toContain('cannot be compared yet');
    const help = await ask('Write me a poem.');
    expect(help.text).toContain('outside of what the built-in analyst can do');
    expect(help.tools).toEqual([]);
  });

  it('answers a question for a code change with the diagnosis, and says why', async () => {
    const answer = await ask('Propose a fix for the most common error.');
    holds(answer);
    expect(answer.text).toContain('No code change is proposed');
    expect(answer.text).toContain(missingFile);
  });

  it('answers from what it has when the turns run out', async () => {
    const answer = await ask('What are the failure modes?', { maxTurns: 2 });
    expect(answer.text).toContain('2 of 5 traces');
    expect(answer.text).toContain('The turns ran out');
    expect(answer.end).toMatchObject({ outcome: 'answered' });
  });

  it('stays within the traces that the question is about', async () => {
    const answer = await ask('What are the failure modes?', { filters: { has_errors: false } });
    expect(answer.text).toContain('0 of 3 traces');
  });

  it('summarises the dataset', async () => {
    expect((await ask('Give me an overview.')).text).toContain(
      '5 of 5 traces of the dataset, with 107 spans',
    );
  });
});

describe('the built-in analyst on the sample', () => {
  let sample: OpenSample;
  beforeAll(async () => {
    sample = await openSample({ traces: 60 });
  });
  afterAll(() => sample.close());

  it('cuts the titles of findings where a word ends', async () => {
    const answer = await ask('What are the most common failure modes?', { database: sample.database });
    const cut = answer.findings.filter(({ title, claim }) => !claim.startsWith(title));
    expect(cut.length).toBeGreaterThan(0);
    for (const { title, claim } of cut) {
      const head = title.replace(/…$/, '');
      expect(claim.startsWith(head)).toBe(true);
      expect(claim.charAt(head.length)).toMatch(/[\s:;,]/);
    }
  });

  it.each([
    'What are the most common failure modes?',
    'Top five traces with status ERROR?',
    'Which tools fail?',
    'Which runs are slow?',
  ])('cites and quotes nothing that does not hold: %s', async (question) => {
    const answer = await ask(question, { database: sample.database });
    holds(answer);
    expect(answer.text).toContain(`of ${sample.dataset.traces} traces`);
  });
});
