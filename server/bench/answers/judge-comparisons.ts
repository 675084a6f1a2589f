import { askAnalyst } from './ask-analyst';
import type { SeededSample } from './seeded-sample';
import { addAnswer, type Tallies } from './tally';

/**
 * Two comparisons whose truth is known: a dataset with the one of another seed, in which as many traces hold each kind, so that nothing
 * changed; and the traces of the model that guesses order ids with those of the other.
 */
export async function judgeComparisons(
  sample: SeededSample,
  other: SeededSample | undefined,
  tallies: Tallies,
): Promise<void> {
  if (other !== undefined) {
    const { text, holds } = await askAnalyst(`Compare with dataset "${other.dataset.id}"`, sample);
    const told = [...text.matchAll(/^- (.+?): \d+ of \d+ → .*more than chance/gm)].map(
      ([, label = '']) => label,
    );
    const faults = text.startsWith('Before:')
      ? told.map((label) => `told to have changed: ${label}`)
      : ['nothing was compared'];
    addAnswer(tallies, { question: 'what changed, where nothing did', holds, faults });
  }
  const { text, holds } = await askAnalyst('Compare gpt-5.4 with gpt-5-mini', sample);
  const more = /More frequent in the second:\n((?:- .*\n)+)|Only in the second:\n((?:- .*\n)+)/g;
  const told = [...text.matchAll(more)].map(([lines]) => lines).join('');
  const faults = /OrderNotFound.*more than chance/.test(told) ? [] : ['the guessed order ids were not told'];
  addAnswer(tallies, { question: 'two models compared', holds, faults });
}
