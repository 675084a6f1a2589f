import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { needSandboxWorker } from '../../sandbox/sandbox-fixture';
import type { Fixture } from '../../store/fixture-database';
import { missingFile, openEngineFixture } from '../engine-fixture';
import { type Asking, askAnalyst, expectNothingFalse, expectToHold, oneOfEach } from './builtin/ask-fixture';

needSandboxWorker();

let fixture: Fixture;
beforeAll(async () => {
  fixture = await openEngineFixture();
});
afterAll(() => fixture.remove());

const ask = (question: string, asking: Partial<Asking> = {}) =>
  askAnalyst(question, { database: fixture.database, ...asking });

describe('the built-in analyst', () => {
  it('names the commonest failure modes with the exact words, findings and denominators', async () => {
    const answer = await ask(
      'What are the most common failure modes? Give trace ids and the exact error string.',
    );
    expectToHold(answer);
    expect(answer.tools.slice(0, 2)).toEqual(['get_dataset_overview', 'find_patterns']);
    expect(answer.text).toContain(`\`${missingFile}\` [span:fails/tool-1]`);
    expect(answer.text).toContain('2 of 5 traces (40.0 %)');
    expect(answer.text).toContain('[trace:recovers]');
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

  it('answers a question for a code change with the diagnosis that fits, and says why', async () => {
    const fix = await ask('Propose a fix for the most common error.');
    expectToHold(fix);
    expect(fix.text).toContain('No code change is proposed');
    expect(fix.text).toContain(missingFile);
    const patch = await ask('Write the patch for trace "fails"');
    expect(patch.text).toContain('No code change is proposed');
    expect(patch.text).toContain('It did not recover');
  });

  it('says plainly what it cannot do, asks no tool for it, and lists what it can', async () => {
    const poem = await ask('Write me a poem.');
    expect(poem.text).toContain('outside of what the built-in analyst can do');
    expect(poem.text).toContain('Why did trace `ID` fail');
    expect(poem.tools).toEqual([]);
    expect((await ask('Why did this trace fail?')).text).toContain('Name its id');
  });

  it('answers both parts of a question, and says which it left', async () => {
    const both = await ask('Which runs are slow, and which traces have status ERROR?');
    expectToHold(both);
    expect(both.text).toMatch(
      /### Slow.*The slowest, of 5 traces:.*### Traces with status ERROR.*2 of 5 traces/s,
    );
    const half = await ask('Which runs are slow? And write me a poem about them.');
    expect(half.text).toContain('Not answered: “And write me a poem about them”');
    expect(half.text).toContain('The slowest, of 5 traces:');
  });

  it('asks the same of no tool twice, however many parts want it', async () => {
    const { tools } = await ask(
      'Which runs are slow, which traces have status ERROR, and how many traces are there?',
    );
    expect(tools.filter((tool) => tool === 'get_dataset_overview')).toHaveLength(1);
  });
});

describe('names, words and filters of a question', () => {
  it('looks at the tool that is named alone, and says so', async () => {
    const answer = await ask('What are the failure modes of list_files?');
    expectToHold(answer);
    expect(answer.text).toContain(
      'Named in the question: tool `list_files`. Only traces with it are looked at.',
    );
    expect(answer.text).toContain('2 of 2 traces (100.0 %) have a span with status ERROR');
    expect((await ask('Why does the tool read_file fail?')).text).toContain(
      'no pattern in calls of `read_file`',
    );
  });

  it('says which words it left out of account, and that it reads no times', async () => {
    const { text } = await ask('Which runs were slow yesterday in the checkout?');
    expect(text).toContain('left out of account: “checkout”.');
    expect(text).toContain('Times in a question are not read');
  });

  it('stays within the traces that the question is about, and says so', async () => {
    const answer = await ask('What are the failure modes?', { filters: { has_errors: false } });
    expect(answer.text).toContain('About the traces that the filters select: error:none');
    expect(answer.text).toContain('0 of 3 traces');
    const traces = await ask('Which traces have status ERROR?', { filters: { has_errors: false } });
    expect(traces.text).toContain('0 of 3 traces (0.0 %) have at least one span with status ERROR');
    expect(traces.text).not.toContain('[trace:');
  });

  it('says where the filters select nothing', async () => {
    const { text } = await ask('What are the failure modes?', { filters: { tool_names: ['ghost'] } });
    expect(text).toContain('No trace matches these filters (of 5 traces in the dataset)');
  });
});

describe('a conversation', () => {
  const first = 'Which traces have status ERROR?';

  it('goes on from its own answer', async () => {
    const { text } = await ask(first);
    const history = [{ question: first, answer: text }];
    const second = await ask('and the second one?', { history });
    expect(second.text).toMatch(/Taken as the trace in entry 2 of the answer above\.\n\n\[trace:recovers\]/);
    const recovered = await ask('Did it recover?', {
      history: [...history, { question: 'and the second one?', answer: second.text }],
    });
    expectToHold(recovered);
    expect(recovered.text).toContain('It recovered: the last failure was in list_files');
    expect((await ask('show me more', { history })).text).toContain('There are no more of them.');
    expect((await ask('why?', { history })).text).toContain('[trace:fails] (2 spans) failed');
    expect((await ask('which of these recovered?', { history })).text).toContain('1 of 2 (50.0 %) recovered');
  });

  it('tells more of an entry that is a pattern', async () => {
    const question = 'What are the most common failure modes?';
    const { text } = await ask(question);
    const more = await ask('tell me about the first one', { history: [{ question, answer: text }] });
    expectToHold(more);
    expect(more.text).toContain('Its traces, 1 to 2 of 2: [trace:fails], [trace:recovers]');
    expect(more.text).toContain('By agent: helper in 2 of 2 traces (100.0 %)');
  });

  it('forgets what it did not understand', async () => {
    const history = [
      { question: first, answer: (await ask(first)).text },
      { question: 'Write me a poem.', answer: 'This is outside.' },
    ];
    expect((await ask('the first one', { history })).text).toContain('[trace:fails] (2 spans) failed');
  });
});

describe('few turns, and tools that refuse', () => {
  it.each([1, 2, 3, 4, 5])('answers truly from what it has within %i turns', async (maxTurns) => {
    for (const question of oneOfEach.slice(0, 10)) {
      const answer = await ask(question, { maxTurns });
      expect(answer.end).toMatchObject({ outcome: 'answered' });
      expectNothingFalse(answer);
    }
  });

  it('says that the turns ran out', async () => {
    const answer = await ask('What are the failure modes?', { maxTurns: 2 });
    expect(answer.text).toContain('2 of 5 traces');
    expect(answer.text).toContain('The turns ran out');
    expect((await ask('What are the failure modes?', { maxTurns: 1 })).text).toContain('No turn is left');
  });

  it('says what could not be counted where a tool refuses', async () => {
    const worker = process.env.HALO_SANDBOX_WORKER;
    process.env.HALO_SANDBOX_WORKER = '/nowhere/worker.cjs';
    try {
      for (const question of oneOfEach) {
        const answer = await ask(question);
        expect(answer.end).toMatchObject({ outcome: 'answered' });
        expectNothingFalse(answer);
      }
      expect((await ask('Which values of output.value repeat?')).text).toContain('could not be counted');
      expect((await ask('Do runs recover?')).text).toContain('could not be counted');
    } finally {
      process.env.HALO_SANDBOX_WORKER = worker;
    }
  });
});
