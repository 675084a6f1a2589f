import { expect, it } from 'vitest';
import { optionsSummary } from './options-summary';

it('says the turns, and what else differs from what is usual', () => {
  expect(optionsSummary({})).toEqual(['20 turns']);
  expect(optionsSummary({ maxTurns: 1, maxDepth: 2, maxParallel: 4, reasoningEffort: null })).toEqual([
    '1 turn',
  ]);
  expect(
    optionsSummary({
      model: 'm',
      reasoningEffort: 'high',
      maxDepth: 0,
      temperature: 0,
      datasetNote: 'nightly',
    }),
  ).toEqual(['20 turns', 'm', 'effort high', 'depth 0', 'temperature 0', 'note']);
});
