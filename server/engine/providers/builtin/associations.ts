import { type Counts, countsSchema, overviewSchema, patternsSchema, read } from './answers';
import { noTurnLeft, type Play, unreadable } from './play';
import type { Named } from './scope';
import type { Wish } from './wish';
import { associationLines, nothingMatches, ofTraces, paragraphs, plain } from './words';

const dimensions = ['model', 'agent', 'tool', 'service'] as const;
const listed = 6;

/** Which model, agent, tool or service goes with failure, and which do not, with the numbers of those that are asked about. */
export function* associations({ text, scope }: Wish): Play {
  const answers = yield {
    calls: [
      { name: 'get_dataset_overview', args: {} },
      { name: 'find_patterns', args: { detectors: ['failed-tools'] } },
      ...dimensions.map((group_by) => ({ name: 'count_traces', args: { group_by } })),
    ],
    otherwise: noTurnLeft,
  };
  const overview = read(overviewSchema, answers[0]);
  const report = read(patternsSchema, answers[1]);
  if (!overview || !report) return unreadable;
  if (overview.total_traces === 0) return nothingMatches(overview);
  const asked = dimensions.filter((dimension) => new RegExp(`\\b${dimension}s?\\b`).test(text));
  const told = dimensions.map((dimension, at) => {
    const counts = read(countsSchema, answers[2 + at]);
    const named = scope.names.filter((name) => name.dimension === dimension);
    const wanted =
      named.length > 0 || (scope.names.length === 0 && (asked.length === 0 || asked.includes(dimension)));
    return counts === undefined || !wanted ? [] : rows({ dimension, counts, named });
  });
  return paragraphs(
    associationLines(report),
    ['How often traces with each have a span with status ERROR:', ...told.flat()],
    'What goes with failure need not be its cause, and what was not told to go with it is not to be blamed.',
  );
}

function rows(options: { dimension: string; counts: Counts; named: readonly Named[] }): string[] {
  const { dimension, counts, named } = options;
  const groups = counts.groups.flatMap(({ value, ...group }) => (value === null ? [] : { value, ...group }));
  const wanted =
    named.length === 0
      ? groups.slice(0, listed)
      : groups.filter(({ value }) => named.some((name) => name.value === value));
  const rest = named.length === 0 ? groups.length - wanted.length : 0;
  return [
    ...wanted.map(
      ({ value, traces, error_traces }) =>
        `- ${dimension} ${plain(value)}: ${ofTraces(error_traces, traces)}`,
    ),
    ...(rest > 0 ? [`- ${rest} more by ${dimension}, in fewer traces.`] : []),
  ];
}
