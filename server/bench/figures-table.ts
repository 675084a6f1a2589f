import { type Figure, isMet } from './figure';
import { table } from './markdown-table';

/** The figures as a Markdown table, which reads well in a terminal, too. */
export function figuresTable(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.what,
    `${short(figure.value)} ${figure.unit}`,
    figure.budget === null ? '' : `${figure.budget.sense} ${short(figure.budget.limit)} ${figure.unit}`,
    verdict(figure),
    figure.note,
  ]);
  return table(['what', 'measured', 'budget', '', 'how'], rows);
}

function verdict(figure: Figure): string {
  const met = isMet(figure);
  return met === null ? '' : met ? 'met' : 'MISSED';
}

function short(value: number): string {
  if (Math.abs(value) >= 100) return value.toFixed(0);
  return value.toFixed(Math.abs(value) >= 10 ? 1 : 2);
}
