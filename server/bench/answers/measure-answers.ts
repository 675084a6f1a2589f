import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { atLeast, atMost, type Figure } from '../figure';
import { answersTables } from './answers-tables';
import { judgeComparisons } from './judge-comparisons';
import { judgeCounts } from './judge-counts';
import { judgeFailureModes } from './judge-failure-modes';
import { judgeTraces } from './judge-traces';
import { openSeeded, type SeededSample } from './seeded-sample';
import { seeds } from './seeds';
import { emptyTallies, type Tallies } from './tally';

/** What the built-in analyst's answers are worth: over generated datasets of ten seeds, each answer beside the truth. */
export async function* measureAnswers(options: {
  root: string;
  folder: string;
  onTable: (table: string) => void;
}): AsyncGenerator<Figure> {
  const { root, folder, onTable } = options;
  const program = { root, home: join(folder, 'answers-home') };
  await rm(program.home, { recursive: true, force: true });
  const tallies = emptyTallies();
  let before: SeededSample | undefined;
  for (const seed of seeds) {
    const sample = await openSeeded(program, { folder, seed });
    await judgeFailureModes(sample, tallies);
    await judgeCounts(sample, tallies);
    await judgeComparisons(sample, before, tallies);
    await judgeTraces(sample, tallies);
    before?.close();
    before = sample;
    process.stderr.write(`judged the answers over seed ${seed}\n`);
  }
  before?.close();
  await rm(program.home, { recursive: true, force: true });
  for (const [question, { faults }] of tallies.questions) {
    for (const fault of faults) process.stderr.write(`${question}: ${fault}\n`);
  }
  onTable(answersTables(tallies));
  yield* figures(tallies);
}

function* figures({ kinds, questions }: Tallies): Generator<Figure> {
  const all = [...kinds.values()];
  const sum = (of: (kind: (typeof all)[number]) => number) =>
    all.reduce((total, kind) => total + of(kind), 0);
  const named = sum((kind) => kind.named);
  const share = (part: number, whole: number) => (whole === 0 ? 0 : (part / whole) * 100);
  const note = `${seeds.length} seeds, ${sum((kind) => kind.planted)} planted`;
  yield {
    what: 'analyst’s answers, recall',
    value: share(
      named,
      sum((kind) => kind.planted),
    ),
    unit: '%',
    budget: atLeast(95),
    note,
  };
  const wrong = sum((kind) => kind.wrong);
  yield {
    what: 'analyst’s answers, precision',
    value: share(named, named + wrong),
    unit: '%',
    budget: atLeast(95),
    note: `${wrong} wrongly named`,
  };
  const asked = [...questions.values()].reduce((total, question) => total + question.asked, 0);
  const hold = [...questions.values()].reduce((total, question) => total + question.hold, 0);
  yield {
    what: 'answers with a citation or quote that does not hold',
    value: asked - hold,
    unit: 'answers',
    budget: atMost(0),
    note: `of ${asked}`,
  };
}
