import { randomUUID } from 'node:crypto';
import { runOptionsSchema } from '../../../lib/contracts/run-options';
import { diagnose, type EarlierExchange } from '../../engine/diagnose';
import { builtin } from '../../engine/providers/builtin';
import type { SeededSample } from './seeded-sample';

/** An answer of the built-in analyst, and whether all that it cites and quotes holds. */
export interface Answer {
  text: string;
  holds: boolean;
}

/** A whole run, from the question to its end; `history` is what was asked and answered before. Throws where it does not end with an answer. */
export async function askAnalyst(
  question: string,
  { program, dataset, database }: Pick<SeededSample, 'program' | 'dataset' | 'database'>,
  history: readonly EarlierExchange[] = [],
): Promise<Answer> {
  const provider = builtin();
  const events = diagnose({
    diagnosisId: randomUUID(),
    question,
    filters: {},
    history: [...history],
    dataset,
    database,
    models: { run: provider, synthesis: provider, compaction: provider },
    home: program.home,
    root: program.root,
    options: runOptionsSchema.parse({
      provider: provider.name,
      model: provider.model,
      maxTurns: 20,
      temperature: null,
      maxOutputTokens: null,
    }),
    signal: new AbortController().signal,
  });
  const answer: Answer = { text: '', holds: true };
  for await (const event of events) {
    if (event.type === 'text-delta') answer.text += event.text;
    if (event.type === 'citations-checked') {
      answer.holds = event.citations.every(
        ({ exists, quotes }) => exists && quotes.every((quote) => quote.found),
      );
    }
    if (event.type === 'run-ended' && event.end.outcome !== 'answered') {
      throw new Error(`“${question}” ended as ${JSON.stringify(event.end)}.`);
    }
  }
  return answer;
}
