import { formatCost, formatCount, formatDuration } from '../../../../lib/format';
import { overviewSchema, read } from './answers';
import type { Play } from './play';
import { citeTrace, ofTraces, paragraphs } from './words';

/** What is in the dataset, in numbers. */
export function* datasetSummary(): Play {
  const [answer] = yield {
    calls: [{ name: 'get_dataset_overview', args: {} }],
    otherwise: 'No turn is left to read the data with. Ask again with at least two turns.',
  };
  const overview = read(overviewSchema, answer);
  if (!overview) return 'The data could not be read; see what the tools answered.';
  const total = overview.total_traces;
  const names = (title: string, list: { name: string; traces: number }[]) =>
    list.length === 0
      ? []
      : [
          `- ${title}: ${list
            .slice(0, 10)
            .map((one) => `${one.name} (${ofTraces(one.traces, total)})`)
            .join(', ')}`,
        ];
  const ms = (value: number | null) => (value === null ? 'unknown' : formatDuration(value * 1e6));
  return paragraphs(
    `${formatCount(total)} of ${formatCount(overview.of_traces_in_dataset)} traces of the dataset, with ${formatCount(overview.total_spans)} spans, from ${overview.earliest_start_time ?? 'unknown'} to ${overview.latest_end_time ?? 'unknown'}.`,
    [
      `- Status ERROR: ${ofTraces(overview.error_trace_count, total)}; silent failures: ${ofTraces(overview.silent_failure_trace_count, total)}; handled ones: ${ofTraces(overview.handled_failure_trace_count, total)}.`,
      `- Duration: half up to ${ms(overview.duration_ms_p50)}, 95 % up to ${ms(overview.duration_ms_p95)}.`,
      `- Tokens: ${formatCount(overview.total_input_tokens)} in, ${formatCount(overview.total_output_tokens)} out; cost ${formatCost(overview.total_cost_usd)}, unknown for ${ofTraces(overview.traces_without_cost, total)}.`,
      ...names('Agents', overview.agent_names),
      ...names('Models', overview.model_names),
      ...names('Tools', overview.tool_names),
      ...names('Services', overview.service_names),
    ],
    overview.sample_trace_ids.length > 0
      ? `A few to open: ${overview.sample_trace_ids.slice(0, 3).map(citeTrace).join(', ')}`
      : '',
  );
}
