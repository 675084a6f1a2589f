import { describe, expect, it } from 'vitest';
import { understand } from './understand';
import type { Before } from './understood';

const modes = `68 of 360 traces have a span with status ERROR.

Failures, the commonest first:

1. **lookup fails: no \\*order\\***: 30 of 360 traces.
   It says \`no order\` [span:t-1/s-1]
   More: [trace:t-2]

2. **refund fails**: 26 of 360 traces.
   It says \`declined\` [span:t-3/s-9]

Not failures by themselves, but waste:

1. **get_shipment is called again and again**: 7 of 360 traces.`;
const list = '2 of 5 traces.\n\n1. [trace:t-1]: 4 of 10 spans.\n2. [trace:t-2]: 1 of 10 spans.';

function exchange(question: string, answer: string): Before {
  return { understood: understand(question), answer, before: null };
}
const afterModes = exchange('What are the most common failure modes?', modes);
const afterList = exchange('Which traces have status ERROR?', list);
const afterTrace = exchange('Why did trace t-1234 fail?', '[trace:t-1234] failed.');

describe('a follow-up', () => {
  it.each([
    'show me more',
    'more',
    'And the rest?',
    'more please',
    'what else?',
    'give me more examples',
    'next',
    'continue',
  ])('asks for the next page: %s', (question) => {
    expect(understand(question, afterModes)).toMatchObject({ parts: [{ topic: 'failure-modes' }], page: 1 });
  });

  it('counts the pages', () => {
    const second = { understood: understand('more', afterModes), answer: modes, before: afterModes };
    expect(understand('show me more', second).page).toBe(2);
    expect(understand('Which runs are slow?', second).page).toBe(0);
  });

  it.each([
    ['the second one', 'refund fails'],
    ['Tell me about number 1', 'lookup fails: no \\*order\\*'],
    ['what about the last one?', 'refund fails'],
    ['and the 2nd?', 'refund fails'],
  ])('names an entry of the list before, by what it is called: %s', (question, label) => {
    expect(understand(question, afterModes).parts).toMatchObject([{ topic: 'one-pattern', label }]);
  });

  it('goes on with the list above where one trace of it was told of since', () => {
    const told = {
      understood: understand('why?', afterModes),
      answer: '[trace:t-1] failed.',
      before: afterModes,
    };
    expect(understand('show me more', told)).toMatchObject({
      parts: [{ topic: 'failure-modes' }],
      page: 1,
      taken: 'Taken as more of the list above.',
    });
    expect(understand('show me more', afterTrace)).toMatchObject({
      parts: [],
      taken: 'There is no more: the answer above tells all of its trace.',
    });
  });

  it('takes the trace that was told of as the latest for the one that is meant', () => {
    const latest = exchange(
      'Why did the last run fail?',
      'Taken as the last trace that failed, [trace:t-7].',
    );
    for (const question of ['why?', 'did it recover?']) {
      expect(understand(question, latest).parts).toMatchObject([{ topic: 'one-trace', traces: ['t-7'] }]);
    }
  });

  it('names the trace of an entry, where it is one', () => {
    expect(understand('why did the second one fail?', afterList).parts).toMatchObject([
      { topic: 'one-trace', traces: ['t-2'] },
    ]);
  });

  it('goes back to the list that a trace was chosen from', () => {
    const trace = {
      ...exchange('Why did trace t-1 fail?', 'What failed:\n\n1. lookup: `no` [span:t-1/s-1]'),
      before: afterList,
    };
    expect(understand('and the second one?', trace).parts).toMatchObject([
      { topic: 'one-trace', traces: ['t-2'] },
    ]);
  });

  it('says so where there is no such entry', () => {
    expect(understand('the seventh one', afterList)).toMatchObject({
      parts: [],
      taken: expect.stringContaining('a list of 2'),
    });
  });

  it('takes "why" for a question about the first trace that the answer cites, or the one that was told of', () => {
    expect(understand('why?', afterModes).parts).toMatchObject([{ topic: 'one-trace', traces: ['t-1'] }]);
    expect(understand('Why?', afterTrace)).toMatchObject({
      parts: [{ topic: 'one-trace', traces: ['t-1234'] }],
      taken: expect.stringContaining('reasons beyond that are not in them'),
    });
  });

  it('takes "it" for the trace that was told of', () => {
    for (const question of ['did it recover?', 'And what tools did it call?', 'was the agent slow?']) {
      expect(understand(question, afterTrace).parts).toMatchObject([
        { topic: 'one-trace', traces: ['t-1234'] },
      ]);
    }
  });

  it('asks the same of something else', () => {
    for (const question of ['and for gpt-5-mini?', 'what about lookup_order', 'only in support-eu']) {
      const { parts, words } = understand(question, afterModes);
      expect(parts).toMatchObject([{ topic: 'failure-modes' }]);
      expect(words).toHaveLength(1);
    }
  });

  it('is no follow-up where it asks something of its own', () => {
    expect(understand('Which runs are slow?', afterTrace).parts).toMatchObject([{ topic: 'costly-runs' }]);
    expect(understand('and which of these recovered?', afterModes).parts).toMatchObject([
      { topic: 'recovery' },
    ]);
    expect(understand('Why did trace t-99 fail?', afterTrace).parts).toMatchObject([
      { topic: 'one-trace', traces: ['t-99'] },
    ]);
    expect(understand('What changed since the last run?', afterList).parts).toMatchObject([
      { topic: 'what-changed' },
    ]);
  });

  it('has nothing to go on from without an answer before', () => {
    for (const question of ['why?', 'show me more', 'the second one']) {
      expect(understand(question).parts).toEqual([]);
    }
  });
});
