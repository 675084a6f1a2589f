import { z } from 'zod';
import type { Association, DetectorKind, Pattern } from '../../../lib/contracts/pattern';
import { detectorKindSchema } from '../../../lib/contracts/pattern';
import { findPatterns } from '../../detectors/find-patterns';
import { headWithin, roomBeside } from '../limits';
import { viewPattern } from '../pattern-view';
import { defineTool, filtersArgument, inScope, tellFilters } from '../tool';

export const findPatternsTool = defineTool({
  name: 'find_patterns',
  description:
    'What the detectors found, counted over all matching traces, the most frequent first: error signatures, failed tools, silent failures (wrong under status OK), unknown tools, invalid arguments, repeated identical calls, retry storms, rate limits, agents out of turns, refusals, empty and cut-off answers, context growth, giant payloads, tool calls without a result, unfinished spans, slow spans, whether runs recovered from failures; and which model, agent, tool or service goes with failure beyond chance. Call it for every question about what goes wrong or is wasted: it reads no payload, so it is cheaper than any search. Each pattern is a filter: {"pattern": {"detector": …, "key": …}}.',
  args: {
    filters: filtersArgument,
    detectors: z.array(detectorKindSchema).min(1).optional().describe('all of them without it'),
  },
  async answer(args, { context, signal }) {
    const filters = inScope(context, args.filters);
    const { database } = context;
    const limit = listedPatterns + 1;
    const report = await findPatterns({ database, filters, detectors: args.detectors, limit, signal });
    const { patterns: listed, more } = withoutLast(report.patterns);
    const frame = {
      filters: tellFilters(filters),
      of_traces: report.ofTraces,
      associations_tried: report.associationsTried,
      associations_note: `${report.associationsTried} values were tested (Fisher's exact test, Benjamini–Hochberg at 5 %); what is not listed did not pass and is not to be blamed.`,
    };
    const room = roomBeside(frame, context.limits.answerBytes);
    const associations = headWithin(report.associations.map(viewAssociation), room * 0.15);
    const patterns = headWithin(listed.map(viewPattern), room * 0.85);
    const cut = listed.length - patterns.length;
    const cutAssociations = report.associations.length - associations.length;
    return {
      result: {
        ...frame,
        patterns,
        ...(more.length > 0
          ? {
              more: `Of ${more.join(', ')} the ${listedPatterns} most frequent; narrow the filters for others.`,
            }
          : {}),
        ...(cut > 0
          ? { cut: `The last ${cut} in this order do not fit; ask with "detectors" for one kind alone.` }
          : {}),
        associations,
        ...(cutAssociations > 0
          ? { associations_cut: `${cutAssociations} more passed, less surely, and do not fit.` }
          : {}),
      },
    };
  },
});

/** Of each detector; one more is asked for, which tells whether there are more. */
const listedPatterns = 25;

function withoutLast(patterns: Pattern[]): { patterns: Pattern[]; more: DetectorKind[] } {
  const seen = new Map<DetectorKind, number>();
  const kept = patterns.filter(({ detector }) => {
    const count = (seen.get(detector) ?? 0) + 1;
    seen.set(detector, count);
    return count <= listedPatterns;
  });
  return { patterns: kept, more: [...seen].flatMap(([kind, count]) => (count > listedPatterns ? kind : [])) };
}

function viewAssociation(association: Association) {
  return {
    dimension: association.dimension,
    value: association.value,
    failed_with: `${association.failedWith} of ${association.totalWith} traces`,
    failed_without: `${association.failedWithout} of ${association.totalWithout} traces`,
    p_value: association.pValue,
    adjusted_p: association.adjustedP,
  };
}
