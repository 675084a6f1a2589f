import type { Change, Comparison, PatternChange } from '../../lib/contracts/comparison';
import { benjaminiHochberg } from '../../lib/stats/benjamini-hochberg';
import { fisherExact } from '../../lib/stats/fisher';
import { mannWhitney } from '../../lib/stats/mann-whitney';
import { shareDifference } from '../../lib/stats/newcombe';
import { quantile } from '../../lib/stats/quantile';
import {
  type Amount,
  readAmounts,
  readPatternCounts,
  readSideTotals,
  readValueCounts,
  type Side,
  type SideTotals,
} from '../store/compared';

/** What is told to differ: the adjusted chance that it does not is below this. */
const significant = 0.05;

export interface CompareRequest {
  /** Before. */
  a: Side;
  /** After. */
  b: Side;
  signal?: AbortSignal | undefined;
}

/** What differs between two sets of traces, in one dataset or in two, and how surely. */
export async function compareTraces({ a, b, signal }: CompareRequest): Promise<Comparison> {
  const both = async <T>(read: (side: Side & { signal?: AbortSignal | undefined }) => Promise<T>) => {
    const [first, second] = await Promise.all([read({ ...a, signal }), read({ ...b, signal })]);
    return { a: first, b: second };
  };
  const totals = await both(readSideTotals);
  const patterns = await both(readPatternCounts);
  const values = await both(readValueCounts);
  const amounts: Comparison['amounts'] = [];
  for (const [name, unit] of units) {
    const taken = await both((side) => readAmounts({ ...side, amount: name }));
    amounts.push(amountChange({ name, unit, ...taken }));
  }
  const of = { a: totals.a.traces, b: totals.b.traces };
  return {
    a: compared(totals.a),
    b: compared(totals.b),
    rates: [
      { name: 'status error', ...shareChange(totals.a.errorTraces, totals.b.errorTraces, of) },
      { name: 'silent failure', ...shareChange(totals.a.silentTraces, totals.b.silentTraces, of) },
      { name: 'any failure', ...shareChange(totals.a.failedTraces, totals.b.failedTraces, of) },
    ],
    amounts,
    patterns: patternChanges(patterns, of),
    values: valueChanges(values),
  };
}

const units: [Amount, Comparison['amounts'][number]['unit']][] = [
  ['duration', 'ms'],
  ['spans', 'spans'],
  ['tokens', 'tokens'],
  ['cost', 'USD'],
];

function compared({ errorTraces: _, silentTraces: __, failedTraces: ___, ...side }: SideTotals) {
  return side;
}

interface Of {
  a: number;
  b: number;
}

function shareChange(a: number, b: number, of: Of) {
  const pValue = fisherExact({
    failedWith: b,
    otherWith: of.b - b,
    failedWithout: a,
    otherWithout: of.a - a,
  });
  return {
    a,
    ofA: of.a,
    b,
    ofB: of.b,
    ...shareDifference({ count: a, of: of.a }, { count: b, of: of.b }),
    pValue,
  };
}

type PatternCount = Awaited<ReturnType<typeof readPatternCounts>>[number];

function patternChanges(counts: { a: PatternCount[]; b: PatternCount[] }, of: Of): PatternChange[] {
  const nameOf = ({ detector, key }: PatternCount) => `${detector}:${key}`;
  const before = new Map(counts.a.map((count) => [nameOf(count), count]));
  const after = new Map(counts.b.map((count) => [nameOf(count), count]));
  const all = new Map([...before, ...after]);
  const changes = [...all].map(([name, { traces: _, error_class, ...pattern }]) => ({
    ...pattern,
    errorClass: error_class,
    ...shareChange(before.get(name)?.traces ?? 0, after.get(name)?.traces ?? 0, of),
  }));
  const adjusted = benjaminiHochberg(changes.map((change) => change.pValue));
  return changes
    .map((change, at): PatternChange => {
      const adjustedP = adjusted[at] ?? 1;
      return { ...change, adjustedP, change: changeOf(change, adjustedP) };
    })
    .sort(
      (x, y) => x.adjustedP - y.adjustedP || Math.abs(y.difference) - Math.abs(x.difference) || y.b - x.b,
    );
}

function changeOf(
  { a, b, difference }: { a: number; b: number; difference: number },
  adjustedP: number,
): Change {
  if (a === 0) return 'new';
  if (b === 0) return 'gone';
  if (adjustedP >= significant) return 'same';
  return difference > 0 ? 'up' : 'down';
}

function amountChange(taken: {
  name: Amount;
  unit: Comparison['amounts'][number]['unit'];
  a: number[];
  b: number[];
}): Comparison['amounts'][number] {
  const { name, unit, a, b } = taken;
  return { name, unit, a: summary(a), b: summary(b), pValue: mannWhitney(a, b) };
}

function summary(values: number[]) {
  const rising = Float64Array.from(values).sort();
  return { traces: values.length, median: quantile(rising, 0.5), p95: quantile(rising, 0.95) };
}

type ValueCount = Awaited<ReturnType<typeof readValueCounts>>[number];

function valueChanges(counts: { a: ValueCount[]; b: ValueCount[] }): Comparison['values'] {
  const nameOf = ({ facet, value }: ValueCount) => `${facet}:${value}`;
  const before = new Set(counts.a.map(nameOf));
  const after = new Set(counts.b.map(nameOf));
  const gone = counts.a.filter((count) => !after.has(nameOf(count)));
  const added = counts.b.filter((count) => !before.has(nameOf(count)));
  const toChange = (change: 'new' | 'gone') => (count: ValueCount) => ({
    dimension: count.facet,
    value: count.value,
    change,
    traces: count.traces,
  });
  return [...added.map(toChange('new')), ...gone.map(toChange('gone'))].sort((x, y) => y.traces - x.traces);
}
