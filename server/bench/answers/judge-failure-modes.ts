import type { DetectorKind } from '../../../lib/contracts/pattern';
import { detectorWords } from '../../engine/providers/builtin/detector-words';
import { type PlantKind, plantKinds } from '../../sample/run-plan';
import { type PlantedDetector, plantedDetectors, shownTo } from '../../sample/shown-by';
import { askAnalyst } from './ask-analyst';
import { type Entry, entriesOf } from './read-answer';
import type { SeededSample } from './seeded-sample';
import { addAnswer, kindOf, type Tallies } from './tally';

/** An entry, the detector that it is told by, and the planted kind that its cited span shows to this detector. */
interface Told {
  entry: Entry;
  detector: PlantedDetector | undefined;
  kind: PlantKind | undefined;
}

/** "What are the most common failure modes?", page by page: each planted kind named or not, its count, and what is cited for it. */
export async function judgeFailureModes(sample: SeededSample, tallies: Tallies): Promise<void> {
  const { entries, holds } = await askAll(sample);
  const all = entries.map((entry) => toldIn(entry, sample));
  const faults: string[] = [];
  for (const kind of plantKinds) {
    // Neither a failure nor a waste by itself.
    if (kind === 'orphan-span') continue;
    const own = all.filter((told) => told.kind === kind);
    faults.push(...judgeKind({ kind, own, sample, tallies }));
  }
  for (const { entry } of all.filter((told) => told.kind === undefined)) {
    kindOf(tallies, 'nothing planted').wrong += 1;
    faults.push(`named though not planted: ${entry.text.slice(0, 80)}`);
  }
  addAnswer(tallies, { question: 'commonest failure modes, page by page', holds, faults });
}

const mostPages = 50;

/** The question, and "show me more" until there is no more. Throws where there is no end of it. */
async function askAll(sample: SeededSample): Promise<{ entries: Entry[]; holds: boolean }> {
  const history: { question: string; answer: string }[] = [];
  const entries: Entry[] = [];
  let holds = true;
  while (history.length < mostPages) {
    const question = history.length === 0 ? 'What are the most common failure modes?' : 'show me more';
    const answer = await askAnalyst(question, sample, history);
    holds &&= answer.holds;
    const found = entriesOf(answer.text);
    if (found.length === 0) return { entries, holds };
    entries.push(...found);
    history.push({ question, answer: answer.text });
  }
  throw new Error(`“show me more” still shows more after ${mostPages} pages.`);
}

/** Entries of one kind say it in several words each; a trace holds one planted failure, so that the counts of a detector add up. */
function judgeKind(options: {
  kind: PlantKind;
  own: Told[];
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
  const wrongCounts = countFaults(kind, own, sample);
  tally.exact += wrongCounts.length === 0 ? 1 : 0;
  faults.push(...wrongCounts);
  const real = new Set(planted.map(({ traceId }) => traceId));
  const cited = own.flatMap(({ entry }) => entry.citedTraces);
  const right = cited.filter((traceId) => real.has(traceId)).length;
  tally.cited += cited.length;
  tally.citedRight += right;
  if (right < cited.length) faults.push(`${kind}: ${cited.length - right} cited traces do not show it`);
  return faults;
}

/** What each detector tells of a kind is all that is shown to it, and together they tell every planted trace. */
function countFaults(kind: PlantKind, own: readonly Told[], { truth }: SeededSample): string[] {
  const shown = new Set<string>();
  const faults: string[] = [];
  for (const detector of plantedDetectors) {
    const entries = own.filter((told) => told.detector === detector).map((told) => told.entry);
    if (entries.length === 0) continue;
    const real = shownTo(detector, truth).filter((trace) => trace.kind === kind);
    for (const { traceId } of real) shown.add(traceId);
    const told = entries.reduce((sum, { traces }) => sum + (traces ?? 0), 0);
    if (told !== real.length)
      faults.push(`${kind}: ${detector} tells ${told} traces, shown are ${real.length}`);
  }
  const planted = truth.planted[kind].length;
  return shown.size === planted
    ? faults
    : [...faults, `${kind}: ${shown.size} of ${planted} traces told by any detector`];
}

function toldIn(entry: Entry, { truth }: SeededSample): Told {
  const detector = detectorIn(entry.text);
  const [first] = entry.citedSpans;
  if (detector === undefined || first === undefined) return { entry, detector, kind: undefined };
  const shown = shownTo(detector, truth).find(
    ({ traceId, spanIds }) => traceId === first.traceId && spanIds.includes(first.spanId),
  );
  return { entry, detector, kind: shown?.kind };
}

/** "(silent failure)" behind the label: the same traces may be told by two detectors. */
function detectorIn(text: string): PlantedDetector | undefined {
  const words = /\*\* \(([^)]+)\)/.exec(text)?.[1];
  if (words === 'handled error') return 'error-signatures';
  return plantedDetectors.find((detector: DetectorKind) => detectorWords[detector].kind === words);
}
