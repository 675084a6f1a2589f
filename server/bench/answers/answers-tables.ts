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

function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((part / whole) * 100).toFixed(1)} %`;
}

function table(head: readonly string[], rows: readonly string[][]): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const print = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [
    print(head),
    `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`,
    ...rows.map(print),
  ].join('\n');
}
