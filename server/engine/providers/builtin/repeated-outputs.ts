import { patternsSchema, read } from './answers';
import { describeAll, readExamples, spansRead } from './pattern-evidence';
import type { Play } from './play';
import { paragraphs } from './words';

const listed = 8;

/** Output values that come again: those of failing spans, near-duplicates as one, and identical calls with their answers. */
export function* repeatedOutputs(): Play {
  const [answer] = yield {
    calls: [
      {
        name: 'find_patterns',
        args: { detectors: ['silent-failures', 'error-signatures', 'repeated-calls'] },
      },
    ],
    otherwise: 'No turn is left to read the data with. Ask again with at least three turns.',
  };
  const report = read(patternsSchema, answer);
  if (!report) return 'The data could not be read; see what the tools answered.';
  const limits =
    'Counted are outputs of spans that failed, by what they say with ids, numbers, paths and times masked (so near-duplicates are one group), and answers to identical calls. Repeated outputs of spans that did not fail are not counted by any tool yet.';
  const chosen = report.patterns
    .filter((pattern) => pattern.spans > 1 && pattern.error_class !== 'propagated')
    .slice(0, listed);
  if (chosen.length === 0) return paragraphs('No output was found twice.', limits);
  const viewed = yield {
    calls: readExamples(chosen),
    otherwise: paragraphs(...describeAll(chosen, new Map()), limits),
  };
  const spans = spansRead(viewed);
  return paragraphs(
    'Values that come again, the most frequent first:',
    ...describeAll(chosen, spans),
    limits,
  );
}
