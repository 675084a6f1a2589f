import { formatCost, formatDuration } from '../../../../lib/format';
import { describeFilters } from '../../../../lib/search/describe-filters';
import type { Compared, ComparedAmount, ComparedPattern, ComparedShare } from './compared';
import { plain, plural } from './words';

/** Below this, a difference is told to be one. */
const significant = 0.05;
/** With fewer traces on a side, only large differences can be told from chance. */
const few = 30;
const listed = 8;

/** Which two sets of traces are compared: the first is before the second, where they are two datasets. */
export function headLine({ a, b, chosen }: Compared): string {
  const side = ({ datasetName, filters, traces, from, to }: Compared['a']) => {
    const which = [plain(datasetName), ...describeFilters(filters)].join(' ');
    return `${which}, ${plural(traces, 'trace')}${from === null ? '' : ` from ${from} to ${to ?? 'unknown'}`}`;
  };
  const [first, second] = isOneDataset({ a, b }) ? ['First', 'Second'] : ['Before', 'After'];
  const how = chosen === undefined ? '' : ` The one before was chosen: ${plain(chosen)}`;
  return `${first}: ${side(a)}. ${second}: ${side(b)}.${how}`;
}

function isOneDataset({ a, b }: Pick<Compared, 'a' | 'b'>): boolean {
  return a.datasetId === b.datasetId;
}

/** Whether a side has no traces: everything of the other one would be new, or gone. */
export function isOneSided({ a, b }: Compared): boolean {
  return a.traces === 0 || b.traces === 0;
}

/** A plain word where there are not enough runs. */
export function fewLine(compared: Compared): string {
  const fewest = Math.min(compared.a.traces, compared.b.traces);
  if (fewest >= few) return '';
  if (isOneSided(compared)) return 'One side has no traces, so that nothing can be told.';
  return `Not enough runs to tell much: one side has ${plural(fewest, 'trace')}, so that only large differences can be told from chance.`;
}

/** How the rates of failure changed. */
export function rateLines({ rates }: Compared): string[] {
  const lines = rates.map((rate) => `- ${rate.name}: ${shareWords(rate)}; ${surely(rate.p_value)}.`);
  return ['How many traces fail:', ...lines];
}

const titles = {
  datasets: { new: 'New:', up: 'More frequent:', down: 'Less frequent:', gone: 'Gone:' },
  sets: {
    new: 'Only in the second:',
    up: 'More frequent in the second:',
    down: 'More frequent in the first:',
    gone: 'Only in the first:',
  },
} as const;

/** What is new, gone, up and down, each kind the surest first. */
export function patternLines(compared: Compared): string[] {
  const { patterns_changed: changed, patterns_unchanged: unchanged, cut } = compared;
  const words = titles[isOneDataset(compared) ? 'sets' : 'datasets'];
  const of = (change: keyof typeof words) => {
    const all = changed.filter((pattern) => pattern.change === change && !isToldAlready(pattern, changed));
    if (all.length === 0) return [];
    const more = all.length > listed ? [`- ${all.length - listed} more.`] : [];
    return [words[change], ...all.slice(0, listed).map(patternLine), ...more, ''];
  };
  const lines = [...of('new'), ...of('up'), ...of('down'), ...of('gone')];
  const same = `${plural(unchanged, 'pattern')} did not change by more than chance.`;
  return [
    ...(lines.length === 0 ? ['No pattern is new, gone, up or down.'] : lines),
    ...(unchanged > 0 ? [same] : []),
    ...(cut === undefined ? [] : [cut]),
  ];
}

/** A tool that fails is not told by its name where what it says changed as much. */
function isToldAlready({ detector, a, b }: ComparedPattern, changed: readonly ComparedPattern[]): boolean {
  return (
    detector === 'failed-tools' &&
    changed.some((other) => other.detector !== 'failed-tools' && other.a === a && other.b === b)
  );
}

function patternLine(pattern: ComparedPattern): string {
  return `- ${plain(pattern.label)}: ${shareWords(pattern)}; ${surely(pattern.adjusted_p)}.`;
}

/** What the runs take. */
export function amountLines(compared: Compared): string[] {
  const [first, second] = isOneDataset(compared) ? ['in the first', 'in the second'] : ['before', 'after'];
  const lines = compared.amounts.flatMap((amount) => {
    const { name, a, b } = amount;
    if (a.median === null || b.median === null) return [];
    const half = (median: number, traces: number) =>
      `${value(amount, median)} (of ${plural(traces, 'trace')})`;
    return [
      `- ${name}: half up to ${half(a.median, a.traces)} ${first}, ${half(b.median, b.traces)} ${second}; ${surely(amount.p_value)}.`,
    ];
  });
  return lines.length === 0 ? [] : ['What a run takes:', ...lines];
}

/** Names that one side alone has. */
export function valueLines({ values_changed, a, b }: Compared): string[] {
  if (values_changed.length === 0 || isOneDataset({ a, b })) return [];
  const lines = values_changed
    .slice(0, listed)
    .map(
      ({ dimension, value: name, change, traces }) =>
        `- ${dimension} ${plain(name)}: ${change}, in ${plural(traces, 'trace')}`,
    );
  const more = values_changed.length - lines.length;
  return ['Names that only one side has:', ...lines, ...(more > 0 ? [`- ${more} more.`] : [])];
}

/** "40 of 100 → 11 of 100 traces, −29.0 points (95 % interval −39.8 to −17.2)". */
function shareWords({ a, b, difference, interval_95 }: ComparedShare): string {
  const points = (rate: number) =>
    `${rate > 0 ? '+' : rate < 0 ? '−' : ''}${Math.abs(rate * 100).toFixed(1)}`;
  const [low, high] = interval_95;
  return `${a} → ${b} traces, ${points(difference)} points (95 % interval ${points(low)} to ${points(high)})`;
}

function surely(pValue: number): string {
  if (pValue < significant) return `more than chance (p ${pValue.toPrecision(2)})`;
  return `may be chance (p ${pValue > 0.995 ? '1' : pValue.toFixed(2)})`;
}

function value({ unit }: ComparedAmount, amount: number): string {
  switch (unit) {
    case 'ms':
      return formatDuration(amount * 1e6);
    case 'USD':
      return formatCost(amount);
    case 'spans':
    case 'tokens':
      return plural(Math.round(amount), unit.replace(/s$/, ''));
    default:
      return unit satisfies never;
  }
}
