import { expect } from 'vitest';
import type { DiagnosisEvent } from '../../../../lib/contracts/diagnosis-event';
import type { Filters } from '../../../../lib/contracts/filters';
import { runOptionsSchema } from '../../../../lib/contracts/run-options';
import type { Database } from '../../../database';
import { type DiagnoseOptions, diagnose, type EarlierExchange } from '../../diagnose';
import { dataset, home, root, testClock } from '../../engine-fixture';
import { builtin } from '../builtin';

/** What an answer of the analyst came with. */
export interface Answer {
  text: string;
  tools: string[];
  refused: unknown[];
  findings: Extract<DiagnosisEvent, { type: 'finding-reported' }>['finding'][];
  citations: Extract<DiagnosisEvent, { type: 'citations-checked' }>['citations'];
  end: Extract<DiagnosisEvent, { type: 'run-ended' }>['end'] | undefined;
}

export interface Asking {
  database: Database;
  maxTurns?: number;
  filters?: Filters;
  history?: EarlierExchange[];
  dataset?: DiagnoseOptions['dataset'];
  home?: string;
}

/** For tests and the benchmark: a whole run of the analyst, from the question to its end. */
export async function askAnalyst(question: string, asking: Asking): Promise<Answer> {
  const answer: Answer = { text: '', tools: [], refused: [], findings: [], citations: [], end: undefined };
  const provider = builtin();
  const events = diagnose({
    diagnosisId: 'd-1',
    question,
    filters: asking.filters ?? {},
    history: asking.history ?? [],
    dataset: asking.dataset ?? dataset,
    database: asking.database,
    models: { run: provider, synthesis: provider, compaction: provider },
    home: asking.home ?? home,
    root,
    options: runOptionsSchema.parse({
      provider: 'builtin',
      model: provider.model,
      maxTurns: asking.maxTurns ?? 20,
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

/** A question of each kind, those first that take several turns. */
export const oneOfEach: readonly string[] = [
  'What are the most common failure modes?',
  'Which traces have status ERROR?',
  'Why did trace `fails` fail?',
  'Which function.* spans are called most, and which go with errors?',
  'Which runs are slow, expensive or wasteful?',
  'Where does the model refuse? Are there empty or cut-off answers?',
  'Which values of output.value repeat?',
  'Do runs recover after errors?',
  'Are there silent failures?',
  'Propose a fix for the tool that fails most often.',
  'Which runs succeeded?',
  'Which model is to blame?',
  'What changed since the last run?',
  'How many traces are there?',
  'Which traces contain "No such file"?',
  'Are there repeated calls?',
  'What can you do?',
  'Write me a poem.',
];

const signed = /\n\n\*Built-in analyst: fixed rules .* no language model took part\.\*$/;

/** It is signed, and what it quotes and cites is there, if it does so at all. */
export function expectNothingFalse({ text, citations }: Answer): void {
  expect(text).toMatch(signed);
  for (const citation of citations) {
    expect(citation).toMatchObject({ exists: true });
    expect(citation.quotes.filter((quote) => !quote.found)).toEqual([]);
  }
}

/** All that it cites is there, all that it quotes is found, and no tool refused. */
export function expectToHold(answer: Answer): void {
  expect(answer.refused).toEqual([]);
  expect(answer.citations.length).toBeGreaterThan(0);
  expectNothingFalse(answer);
}
