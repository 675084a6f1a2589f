import { formatCount } from '../../../../lib/format';
import type { FoundPattern } from './answers';
import { ofTraces, plain, plural } from './words';

const namedAtMost = 10;

/** The patterns that have no paragraph of their own: how many, in how many traces, and the first of them by name. */
export function leftOut(patterns: FoundPattern[]): string[] {
  if (patterns.length === 0) return [];
  const others = patterns.slice(namedAtMost);
  return [
    `${plural(patterns.length, 'more pattern')}, ${inTraces(patterns)}:`,
    ...patterns
      .slice(0, namedAtMost)
      .map(({ label, traces, of_traces }) => `- ${plain(label)}: ${ofTraces(traces, of_traces)}`),
    ...(others.length > 0
      ? [`- ${plural(others.length, 'other')}, ${inTraces(others)}; find_patterns names them.`]
      : []),
  ];
}

function inTraces(patterns: FoundPattern[]): string {
  const counts = patterns.map(({ traces }) => traces);
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  if (least < most) return `in ${formatCount(least)} to ${plural(most, 'trace')} each`;
  return `in ${plural(most, 'trace')}${patterns.length > 1 ? ' each' : ''}`;
}
