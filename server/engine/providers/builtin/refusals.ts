import { overviewSchema, patternsSchema, read } from './answers';
import { describeAll, findingOf, readExamples, spansRead } from './pattern-evidence';
import type { Play } from './play';
import { ofTraces, paragraphs, plural } from './words';

const listed = 6;
const refusal =
  /refus|i(?:'|’)?m sorry|i am sorry|can(?:no|'|’)t (?:help|assist|do that)|unable to (?:help|assist)|not able to (?:help|assist)/i;

/** Answers that refuse: those among the silent failures that say so. */
export function* refusals(): Play {
  const [first, second] = yield {
    calls: [
      { name: 'get_dataset_overview', args: {} },
      { name: 'find_patterns', args: { detectors: ['silent-failures'] } },
    ],
    otherwise: 'No turn is left to read the data with. Ask again with at least four turns.',
  };
  const overview = read(overviewSchema, first);
  const report = read(patternsSchema, second);
  if (!overview || !report) return 'The data could not be read; see what the tools answered.';
  const found = report.patterns.filter((pattern) =>
    [pattern.label, pattern.signature, ...pattern.examples.map((example) => example.quote)].some((text) =>
      refusal.test(text ?? ''),
    ),
  );
  const others = report.patterns.length - found.length;
  const rest =
    others > 0
      ? `${plural(others, 'other silent failure')} of another kind; ask for the failure modes to see them.`
      : '';
  if (found.length === 0) {
    return paragraphs(
      `No refusal was found: ${ofTraces(0, overview.total_traces)} hold a model answer that declines.`,
      rest,
    );
  }
  const chosen = found.slice(0, listed);
  const viewed = yield {
    calls: readExamples(chosen),
    otherwise: paragraphs(...describeAll(chosen, new Map()), rest),
  };
  const spans = spansRead(viewed);
  const text = paragraphs('Refusals, the commonest first:', ...describeAll(chosen, spans), rest);
  yield { calls: chosen.map((pattern) => findingOf(pattern, spans)), otherwise: text };
  return text;
}
