import { expect, it } from 'vitest';
import { answersTables } from './answers-tables';
import { addAnswer, emptyTallies, kindOf } from './tally';

it('counts an answer as right only where nothing was found wrong, and shows what was missed', () => {
  const tallies = emptyTallies();
  addAnswer(tallies, { question: 'what fails', holds: true, faults: [] });
  addAnswer(tallies, { question: 'what fails', holds: false, faults: ['one trace too many'] });
  Object.assign(kindOf(tallies, 'refusal'), {
    planted: 3,
    named: 2,
    wrong: 1,
    exact: 1,
    cited: 5,
    citedRight: 4,
  });
  const rows = answersTables(tallies)
    .split('\n')
    .map((row) => row.replaceAll(/\s+/g, ' '));
  expect(rows).toContain('| what fails | 2 | 1 (50.0 %) | 1 (50.0 %) |');
  expect(rows).toContain('| refusal | 3 | 2 | 1 | 1 | 1 of 2 | 4 of 5 |');
  expect(tallies.questions.get('what fails')?.faults).toEqual(['one trace too many']);
});
