import { formatCost, formatCount, formatDuration } from '../../../../lib/format';
import { type FoundTrace, overviewSchema, patternsSchema, read, tracesSchema } from './answers';
import { describeAll, findingOf, readExamples, spansRead } from './pattern-evidence';
import type { Play } from './play';
import { citeTrace, paragraphs } from './words';

const listed = 5;
const listedPatterns = 6;

/** Slow, expensive and wasteful runs: the extremes, and what the detectors call waste. */
export function* costlyRuns(): Play {
  const extremes = (sort: string) => ({ name: 'query_traces', args: { sort, order: 'desc', limit: listed } });
  const answers = yield {
    calls: [
      { name: 'get_dataset_overview', args: {} },
      extremes('duration'),
      extremes('tokens'),
      extremes('cost'),
      { name: 'find_patterns', args: { detectors: ['repeated-calls', 'context-growth', 'giant-payloads'] } },
    ],
    otherwise: 'No turn is left to read the data with. Ask again with at least four turns.',
  };
  const overview = read(overviewSchema, answers[0]);
  const [slow, hungry, dear] = [answers[1], answers[2], answers[3]].map((answer) =>
    read(tracesSchema, answer),
  );
  const report = read(patternsSchema, answers[4]);
  if (!overview || !slow || !hungry || !dear || !report)
    return 'The data could not be read; see what the tools answered.';
  const of = `of ${formatCount(overview.total_traces)} traces`;
  const base = [
    `Half of the traces take up to ${ms(overview.duration_ms_p50)}, 95 % up to ${ms(overview.duration_ms_p95)}; ${formatCount(overview.total_input_tokens)} input and ${formatCount(overview.total_output_tokens)} output tokens in all, cost ${formatCost(overview.total_cost_usd)} (unknown for ${formatCount(overview.traces_without_cost)} ${of}).`,
    ranked({ title: `The slowest, ${of}:`, traces: slow.traces, value: (trace) => ms(trace.duration_ms) }),
    ranked({ title: `The most tokens, ${of}:`, traces: hungry.traces, value: tokens }),
    ranked({
      title: `The most expensive, ${of}:`,
      traces: dear.traces.filter((trace) => trace.cost_usd !== null),
      value: (trace) => formatCost(trace.cost_usd),
    }),
  ];
  const chosen = report.patterns.slice(0, listedPatterns);
  if (chosen.length === 0)
    return paragraphs(
      ...base,
      'The detectors found no repeated calls, no growing context and no giant payload.',
    );
  const viewed = yield { calls: readExamples(chosen), otherwise: paragraphs(...base) };
  const spans = spansRead(viewed);
  const text = paragraphs(...base, 'What is wasted:', ...describeAll(chosen, spans));
  yield { calls: chosen.map((pattern) => findingOf(pattern, spans)), otherwise: text };
  return text;
}

function ranked(options: {
  title: string;
  traces: FoundTrace[];
  value: (trace: FoundTrace) => string;
}): string[] {
  const { title, traces, value } = options;
  if (traces.length === 0) return [];
  return [
    title,
    ...traces.map((trace, index) => `${index + 1}. ${value(trace)}: ${citeTrace(trace.trace_id)}`),
  ];
}

function tokens({ total_input_tokens, total_output_tokens }: FoundTrace): string {
  return `${formatCount(total_input_tokens)} in, ${formatCount(total_output_tokens)} out`;
}

function ms(value: number | null): string {
  return value === null ? 'an unknown time' : formatDuration(value * 1e6);
}
