import { randomUUID } from 'node:crypto';
import type { Filters } from '../../../lib/contracts/filters';
import type { Finding } from '../../../lib/contracts/finding';
import { findingDraftSchema } from '../../../lib/contracts/finding';
import { readPatternName } from '../../store/pattern-name';
import { bothFilters } from '../both-filters';
import { cutText } from '../limits';
import { defineTool, ToolRefusal } from '../tool';
import { verifyFinding } from '../verify-finding';

export const reportFindingTool = defineTool({
  name: 'report_finding',
  description:
    'Puts one established failure on record as a card that the user keeps. Everything in it is verified before it is accepted: that the traces and spans exist, that quotes stand in them to the letter, that the predicate selects every piece of evidence. How many traces it holds for is counted from the predicate, so choose the narrowest filters that mean exactly the claim (best: the pattern of find_patterns). Read the spans before you quote them. A refusal names what to correct.',
  args: findingDraftSchema.shape,
  async answer(draft, { context, signal }) {
    const { database, dataset, filters: scope } = context;
    const { filters: predicate, clash } = bothFilters(scope, draft.predicate);
    const verification = await verifyFinding({ draft, database, scope, signal });
    const { prevalence, quotesFound, evidenceNames } = verification;
    const refused = [...faultsOf(draft.predicate, scope, clash), ...verification.refused];
    if (refused.length > 0) {
      throw new ToolRefusal({
        error: 'The finding was not accepted.',
        not_verified: refused,
        matches: `The predicate selects ${prevalence.traces} of ${prevalence.ofTraces} traces.`,
        instead:
          'Correct what is named and report it again: quote to the letter, and choose a predicate that holds for all evidence.',
      });
    }
    const finding: Finding = {
      ...draft,
      predicate,
      id: randomUUID(),
      prevalence,
      quotesFound,
      evidenceNames,
      patternName: await readPatternName({ database, pattern: predicate.pattern, signal }),
      datasetId: dataset.id,
      datasetName: dataset.name,
    };
    return {
      result: {
        accepted: true,
        finding_id: finding.id,
        prevalence: {
          traces: prevalence.traces,
          of_traces: prevalence.ofTraces,
          rate: prevalence.rate,
          interval_95: [prevalence.low, prevalence.high],
        },
        verified: {
          traces: new Set(draft.evidence.map((evidence) => evidence.trace_id)).size,
          spans: draft.evidence.filter((evidence) => evidence.span_id !== undefined).length,
          quotes: quotesFound,
        },
      },
      finding,
    };
  },
});

/** What is kept must say by itself which traces the finding holds for. */
function faultsOf(predicate: Filters, scope: Filters, clash: (keyof Filters)[]): string[] {
  if (Object.keys(predicate).length === 0) {
    return [
      'the predicate is empty, which every trace fits: name a pattern of find_patterns, other filters, or a SELECT',
    ];
  }
  return clash.map((key) => {
    const asked = cutText(JSON.stringify(scope[key]), 200);
    return `the question is about traces with ${key} ${asked}, to which the ${key} of the predicate cannot be joined: say it with another filter, or as sql`;
  });
}
