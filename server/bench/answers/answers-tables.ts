import { percent, table } from '../markdown-table';
import type { Tallies } from './tally';

/** What the answers came to, as two Markdown tables: by kind of question, and by kind of what was planted. */
export function answersTables({ questions, kinds }: Tallies): string {
  const asked = [...questions].map(([question, { asked: count, right, hold }]) => [
    question,
    String(count),
    `${right} (${percent(right, count)})`,
    `${hold} (${percent(hold, count)})`,
  ]);
  const told = [...kinds].map(([kind, { planted, named, wrong, exact, cited, citedRight }]) => [
    kind,
    String(planted),
    String(named),
    String(planted - named),
    String(wrong),
    cited === 0 ? '' : `${exact} of ${named}`,
    cited === 0 ? '' : `${citedRight} of ${cited}`,
  ]);
  return [
    table(['question', 'asked', 'right in all that was checked', 'all citations and quotes hold'], asked),
    table(
      ['kind', 'planted', 'named', 'missed', 'wrongly named', 'count exact', 'citations that show it'],
      told,
    ),
  ].join('\n\n');
}
