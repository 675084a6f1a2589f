import { z } from 'zod';
import type { Association } from '../../../lib/contracts/pattern';
import { detectorKindSchema } from '../../../lib/contracts/pattern';
import { findPatterns } from '../../detectors/find-patterns';
import { headWithin } from '../limits';
import { viewPattern } from '../pattern-view';
import { defineTool, filtersArgument, inScope } from '../tool';

export const findPatternsTool = defineTool({
  name: 'find_patterns',
  description:
    'What the detectors found, counted over all matching traces, the most frequent first: error signatures, failed tools, silent failures (wrong under status OK), repeated identical calls, context growth, giant payloads; and which model, agent, tool or service goes with failure beyond chance. Call it for every question about what goes wrong or is wasted. Each pattern is a filter: {"pattern": {"detector": …, "key": …}}.',
  args: {
    filters: filtersArgument,
    detectors: z.array(detectorKindSchema).min(1).optional().describe('all of them without it'),
  },
  async answer(args, { context, signal }) {
    const filters = inScope(context, args.filters);
    const { database } = context;
    const report = await findPatterns({ database, filters, detectors: args.detectors, signal });
    const all = report.patterns.map(viewPattern);
    const patterns = headWithin(all, context.limits.answerBytes - 20_000);
    const cut = all.length - patterns.length;
    return {
      result: {
        filters,
        of_traces: report.ofTraces,
        patterns,
        ...(cut > 0
          ? { cut: `The last ${cut} in this order do not fit; ask with "detectors" for one kind alone.` }
          : {}),
        associations: report.associations.map(viewAssociation),
        associations_tried: report.associationsTried,
        associations_note: `${report.associationsTried} values were tested (Fisher's exact test, Benjamini–Hochberg at 5 %); what is not listed did not pass and is not to be blamed.`,
      },
    };
  },
});

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
