import { atMost, type Figure } from './figure';
import { type Program, runProgram } from './program';
import { median } from './statistics';

export interface AnalystMeasure {
  what: string;
  file: string;
  budgetSeconds: number;
  repeats: number;
}

/** `halo-loop FILE --prompt "…"` on a file that was imported before: the whole process, question to answer. */
export async function* measureAnalyst(
  program: Program,
  { what, file, budgetSeconds, repeats }: AnalystMeasure,
): AsyncGenerator<Figure> {
  await runProgram(program, ['import', file]);
  const times: number[] = [];
  for (let repeat = 0; repeat < repeats; repeat++) {
    const { ms } = await runProgram(program, [file, '--prompt', 'What are the most common failure modes?']);
    times.push(ms);
  }
  yield {
    what: `built-in analyst, commonest failure modes, ${what}`,
    value: median(times) / 1000,
    unit: 's',
    budget: atMost(budgetSeconds),
    note: `median of ${repeats}, start of the process included`,
  };
}
