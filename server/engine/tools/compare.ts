import { z } from 'zod';
import type { Comparison } from '../../../lib/contracts/comparison';
import { compareTraces } from '../../detectors/compare';
import type { Side } from '../../store/compared';
import { openDataset } from '../../store/datasets';
import { chooseDataset, previousDataset } from '../choose-dataset';
import { cutText, headWithin, jsonBytes, roomBeside } from '../limits';
import { defineTool, filtersArgument, inScope, tellFilters } from '../tool';
import type { ToolContext } from '../tool-context';

const sideArgument = z.strictObject({
  dataset_id: z.string().min(1).optional().describe('id, name, or a beginning of the id that no other has'),
  filters: filtersArgument,
});
type SideArgument = z.infer<typeof sideArgument>;

export const compareTool = defineTool({
  name: 'compare',
  description:
    'What differs between two sets of traces, a (before) and b (after): two datasets, or two filters of one. Rates of failure, duration, tokens and cost, error signatures and other patterns that are new, gone, up or down, each with its counts, interval and p-value. For "what changed since the last run" leave out both: b is this dataset, a the one of the same name before it. Cheaper and surer than asking for both sides apart. What is not significant may be chance: say so.',
  args: {
    a: sideArgument
      .optional()
      .describe('before; without it the dataset of the same name that was imported before b'),
    b: sideArgument.optional().describe('after; without it the traces of the question'),
  },
  async answer({ a, b }, { context, signal }) {
    const after = await openSide(context, b);
    const chosen = a ? null : await previousOf(context, after);
    const before = chosen ? await openSide(context, { dataset_id: chosen.id }) : await openSide(context, a);
    const report = await compareTraces({ a: before, b: after, signal });
    const why = chosen ? { chosen: chosen.why } : {};
    return { result: { ...why, ...view(report, context.limits.answerBytes - jsonBytes(why)) } };
  },
});

/** Filters of the question hold for its own dataset; another one is meant whole. */
async function openSide(context: ToolContext, side: SideArgument | undefined): Promise<Side> {
  const { home, database } = context;
  const found = await chooseDataset(home, side?.dataset_id ?? context.dataset.id);
  const isOwn = found.id === context.dataset.id;
  const filters = isOwn ? inScope(context, side?.filters) : (side?.filters ?? {});
  if (isOwn) return { dataset: found, database, filters };
  const opened = await openDataset(home, found.id);
  // Its queries count like those of the own dataset.
  return { dataset: found, database: { ...opened.database, onQuery: database.onQuery }, filters };
}

async function previousOf({ home }: ToolContext, { dataset }: Side): Promise<{ id: string; why: string }> {
  const { id, name, importedAt } = await previousDataset(home, dataset);
  const why = `a is ${name} (${id}), the dataset of the same name that was imported before, on ${importedAt}.`;
  return { id, why };
}

/** Everything that changed, and of what did not only how much it is. */
function view(report: Comparison, bytes: number): object {
  const changed = report.patterns.filter((pattern) => pattern.change !== 'same');
  const frame = {
    a: { ...report.a, filters: tellFilters(report.a.filters) },
    b: { ...report.b, filters: tellFilters(report.b.filters) },
    rates: report.rates.map(({ name, ...share }) => ({ name, ...viewShare(share) })),
    amounts: report.amounts.map(({ pValue, ...amount }) => ({ ...amount, p_value: round(pValue) })),
    patterns_unchanged: report.patterns.length - changed.length,
    note: smallNote(report),
  };
  const room = roomBeside(frame, bytes);
  const patterns = headWithin(changed.map(viewPattern), room * 0.75);
  const values = headWithin(report.values, room * 0.25);
  const left = changed.length - patterns.length + report.values.length - values.length;
  return {
    ...frame,
    patterns_changed: patterns,
    values_changed: values,
    ...(left > 0 ? { cut: `${left} more changes do not fit; narrow a and b with filters.` } : {}),
  };
}

function smallNote({ a, b }: Comparison): string {
  const few = Math.min(a.traces, b.traces);
  if (few === 0)
    return 'One side has no traces: nothing can be told. What is "new" or "gone" is only what the other side has.';
  const small =
    few < 30 ? ` One side has ${few} traces: only large differences can be told from chance.` : '';
  return `p-values of patterns are adjusted over all of them (Benjamini–Hochberg); below 0.05 counts as a change, "new" and "gone" are told whatever their p.${small}`;
}

function viewPattern(pattern: Comparison['patterns'][number]) {
  const { detector, key, label, change, adjustedP, ...share } = pattern;
  return {
    detector,
    key,
    label: cutText(label, 1000),
    change,
    ...viewShare(share),
    adjusted_p: round(adjustedP),
  };
}

function viewShare(
  share: Pick<
    Comparison['rates'][number],
    'a' | 'ofA' | 'b' | 'ofB' | 'difference' | 'low' | 'high' | 'pValue'
  >,
) {
  const { a, ofA, b, ofB, difference, low, high, pValue } = share;
  return {
    a: `${a} of ${ofA}`,
    b: `${b} of ${ofB}`,
    difference: round(difference),
    interval_95: [round(low), round(high)],
    p_value: round(pValue),
  };
}

/** Four digits that count. */
function round(value: number): number {
  return Number(value.toPrecision(4));
}
