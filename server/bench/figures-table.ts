import { type Figure, isMet } from './figure';

/** The figures as a Markdown table, which reads well in a terminal, too. */
export function figuresTable(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.what,
    `${short(figure.value)} ${figure.unit}`,
    figure.budget === null ? '' : `${figure.budget.sense} ${short(figure.budget.limit)} ${figure.unit}`,
    verdict(figure),
    figure.note,
  ]);
  const head = ['what', 'measured', 'budget', '', 'how'];
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

function verdict(figure: Figure): string {
  const met = isMet(figure);
  return met === null ? '' : met ? 'met' : 'MISSED';
}

function short(value: number): string {
  if (Math.abs(value) >= 100) return value.toFixed(0);
  return value.toFixed(Math.abs(value) >= 10 ? 1 : 2);
}
