import { type PlantKind, plantKinds } from '../../sample/run-plan';
import { askAnalyst } from './ask-analyst';
import { type Entry, entriesOf } from './read-answer';
import type { SeededSample } from './seeded-sample';
import { addAnswer, kindOf, type Tallies } from './tally';

/** What is neither a failure nor a waste by itself, and is told where it is asked for. */
const notModes: ReadonlySet<PlantKind> = new Set(['orphan-span', 'unfinished-span']);

/** "What are the most common failure modes?": each planted kind named or not, its count, and what is cited for it. */
export async function judgeFailureModes(sample: SeededSample, tallies: Tallies): Promise<void> {
  const { text, holds } = await askAnalyst('What are the most common failure modes?', sample);
  const entries = entriesOf(text).map((entry) => ({ entry, kind: kindShown(entry, sample) }));
  const faults: string[] = [];
  for (const kind of plantKinds) {
    if (notModes.has(kind)) continue;
    const own = entries.filter((one) => one.kind === kind).map((one) => one.entry);
    faults.push(...judgeKind({ kind, own, sample, tallies }));
  }
  for (const { entry } of entries.filter((one) => one.kind === null)) {
    kindOf(tallies, 'nothing planted').wrong += 1;
    faults.push(`named though not planted: ${entry.text.slice(0, 80)}`);
  }
  addAnswer(tallies, { question: 'commonest failure modes', holds, faults });
}

/** Entries of one kind say it in several words each; a trace holds one planted kind, so that their counts add up. */
function judgeKind(options: {
  kind: PlantKind;
  own: Entry[];
  sample: SeededSample;
  tallies: Tallies;
}): string[] {
  const { kind, own, sample, tallies } = options;
  const planted = sample.truth.planted[kind];
  const tally = kindOf(tallies, kind);
  const faults: string[] = [];
  if (planted.length === 0) return faults;
  tally.planted += 1;
  if (own.length === 0) return [`not named: ${kind}`];
  tally.named += 1;
  const told = new Map<string, number>();
  for (const { text, traces } of own)
    told.set(detectorIn(text), (told.get(detectorIn(text)) ?? 0) + (traces ?? 0));
  const isExact = [...told.values()].every((count) => count === planted.length);
  tally.exact += isExact ? 1 : 0;
  if (!isExact)
    faults.push(`${kind}: ${[...told.values()].join(', ')} traces told, ${planted.length} planted`);
  const real = new Set(planted.map(({ traceId }) => traceId));
  const cited = own.flatMap((entry) => entry.citedTraces);
  const right = cited.filter((traceId) => real.has(traceId)).length;
  tally.cited += cited.length;
  tally.citedRight += right;
  if (right < cited.length) faults.push(`${kind}: ${cited.length - right} cited traces do not show it`);
  return faults;
}

/** "(silent failure)" behind the label: the same traces may be told by two detectors. */
function detectorIn(text: string): string {
  return /\*\* \(([^)]+)\)/.exec(text)?.[1] ?? '';
}

/** The planted kind that the entry's cited span shows. */
function kindShown(entry: Entry, { truth }: SeededSample): PlantKind | null {
  const [first] = entry.citedSpans;
  if (first === undefined) return null;
  const shows = (kind: PlantKind) =>
    truth.planted[kind].some(
      ({ traceId, spanIds }) => traceId === first.traceId && spanIds.includes(first.spanId),
    );
  return plantKinds.find(shows) ?? null;
}
