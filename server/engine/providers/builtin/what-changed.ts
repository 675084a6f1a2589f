import { z } from 'zod';
import { patternsSchema, read } from './answers';
import { type Compared, comparedSchema } from './compared';
import { type Sides, sidesOf } from './comparison-sides';
import {
  amountLines,
  fewLine,
  headLine,
  isOneSided,
  patternLines,
  rateLines,
  valueLines,
} from './comparison-words';
import { onRecord } from './failure-modes';
import { describeAll, findingOf, readExamples, spansRead } from './pattern-evidence';
import { noTurnLeft, type Play, type PlayAnswer, type PlayCall, refusalOf } from './play';
import { filtersArgs, namedFilters } from './scope';
import type { Wish } from './wish';
import { paragraphs, plain } from './words';

const shownPatterns = 5;

/** What differs from the dataset before, from another one, or between two sets of traces of this one, and how surely. */
export function* whatChanged(wish: Wish): Play {
  const sides = sidesOf(wish);
  const [first] = yield { calls: [{ name: 'compare', args: argsOf(sides) }], otherwise: noTurnLeft };
  if (first === undefined || !first.ok) return paragraphs(cannotCompare(first), howToName(sides));
  const compared = yield* inScope({ first, sides, wish });
  if (compared === undefined) return cannotCompare(first);
  if (isOneSided(compared)) return paragraphs(headLine(compared), fewLine(compared));
  const base = [
    headLine(compared),
    fewLine(compared),
    rateLines(compared),
    patternLines(compared),
    amountLines(compared),
    valueLines(compared),
  ];
  const worse = compared.patterns_changed.filter(({ change }) => change === 'new' || change === 'up');
  if (worse.length === 0 || sides.kind === 'filters') return paragraphs(...base);
  const [found] = yield {
    calls: [{ name: 'find_patterns', args: filtersArgs(namedFilters(wish.scope)) }],
    otherwise: paragraphs(...base),
  };
  const patterns = (read(patternsSchema, found)?.patterns ?? [])
    .filter(({ detector, key }) => worse.some((one) => one.detector === detector && one.key === key))
    .slice(0, shownPatterns);
  const viewed = yield { calls: readExamples(patterns), otherwise: paragraphs(...base) };
  const spans = spansRead(viewed);
  const text = paragraphs(
    ...base,
    'What is new or more frequent, as it is seen now:',
    ...describeAll(patterns, spans),
  );
  const reported = yield { calls: patterns.map((pattern) => findingOf(pattern, spans)), otherwise: text };
  return paragraphs(text, onRecord(reported));
}

function argsOf(sides: Sides): PlayCall['args'] {
  switch (sides.kind) {
    case 'previous':
      return {};
    case 'dataset':
      return { a: { dataset_id: sides.name } };
    case 'filters':
      return { a: { filters: sides.a }, b: { filters: sides.b } };
    default:
      return sides satisfies never;
  }
}

/** Filters of the page, and names of the question, hold for the other dataset as well: else unlike things would be compared. */
function* inScope(options: { first: PlayAnswer; sides: Sides; wish: Wish }): Play<Compared | undefined> {
  const { first, sides, wish } = options;
  const compared = read(comparedSchema, first);
  const filters = { ...wish.scope.page, ...namedFilters(wish.scope) };
  if (compared === undefined || sides.kind === 'filters' || Object.keys(filters).length === 0)
    return compared;
  const args = { a: { dataset_id: compared.a.datasetId, filters }, b: { filters } };
  const [answer] = yield { calls: [{ name: 'compare', args }], otherwise: headLine(compared) };
  return read(comparedSchema, answer);
}

function cannotCompare(answer: PlayAnswer | undefined): string {
  const why = (answer && refusalOf(answer)) ?? 'there was no answer.';
  const { datasets, instead } = refusedSchema.parse(answer?.result ?? {});
  if (datasets === undefined) return paragraphs(`Nothing was compared: ${why}`, instead ?? '');
  return paragraphs(
    `Nothing was compared: ${why}`,
    datasets.length === 0
      ? 'Import the traces of another run to compare with.'
      : 'There are these, newest first:',
    datasets.map(({ id, name, imported_at }) => `- \`${id}\`: ${plain(name)}, imported ${imported_at}`),
  );
}

function howToName(sides: Sides): string {
  return sides.kind === 'previous'
    ? 'In a question: “compare with dataset ID”, or “compare MODEL with MODEL”; agents, tools and services can be compared so as well.'
    : '';
}

const refusedSchema = z.object({
  instead: z.string().optional(),
  datasets: z.array(z.object({ id: z.string(), name: z.string(), imported_at: z.string() })).optional(),
});
