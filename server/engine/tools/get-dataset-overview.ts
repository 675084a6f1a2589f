import type { Filters } from '../../../lib/contracts/filters';
import { readOverview } from '../../store/overview';
import { readPatterns } from '../../store/patterns';
import { sampleTraces } from '../../store/sample-traces';
import { countTraces, type TraceGrouping } from '../../store/trace-counts';
import { share, viewPattern } from '../pattern-view';
import { defineTool, filtersArgument, inScope } from '../tool';
import type { ToolContext } from '../tool-context';

const listedNames = 50;
const listedSignatures = 20;
const sampleSize = 20;

export const getDatasetOverviewTool = defineTool({
  name: 'get_dataset_overview',
  description:
    'What is in the dataset: totals, time range, services, models, agents, tools, projects with trace counts, tokens, cost, failures, the commonest error signatures with examples, and 20 trace ids spread over the whole. Call it first, to know the sizes and the names that filters take. error_trace_count counts status ERROR alone.',
  args: { filters: filtersArgument },
  async answer(args, { context, signal }) {
    const filters = inScope(context, args.filters);
    const { database } = context;
    const [overview, signatures, sample, names] = await Promise.all([
      readOverview({ database, filters, signal }),
      readPatterns({ database, filters, detectors: ['error-signatures'], limit: listedSignatures, signal }),
      sampleTraces({ database, filters, count: sampleSize, signal }),
      readNames({ context, filters, signal }),
    ]);
    return {
      result: {
        filters,
        total_traces: overview.traces,
        of_traces_in_dataset: overview.ofTraces,
        total_spans: overview.spans,
        earliest_start_time: overview.startTime,
        latest_end_time: overview.endTime,
        duration_ms_p50: milliseconds(overview.durationP50Ns),
        duration_ms_p95: milliseconds(overview.durationP95Ns),
        ...names,
        total_input_tokens: overview.inputTokens,
        total_output_tokens: overview.outputTokens,
        total_cost_usd: overview.costUsd === null ? null : Math.round(overview.costUsd * 1e6) / 1e6,
        traces_without_cost: overview.tracesWithoutCost,
        raw_jsonl_bytes: overview.bytes,
        error_trace_count: overview.errorTraces,
        error_trace_rate: share(overview.errorTraces, overview.traces),
        error_span_count: overview.errorSpans,
        silent_failure_trace_count: overview.silentTraces,
        handled_failure_trace_count: overview.handledTraces,
        failed_tool_span_count: overview.failedToolSpans,
        missing_parent_span_count: overview.orphanSpans,
        error_signatures: signatures.map(viewPattern),
        sample_trace_ids: sample,
      },
    };
  },
});

const groupings = {
  service_names: 'service',
  model_names: 'model',
  agent_names: 'agent',
  tool_names: 'tool',
  project_ids: 'project',
} as const satisfies Record<string, TraceGrouping>;

async function readNames(request: { context: ToolContext; filters: Filters; signal: AbortSignal }) {
  const { context, filters, signal } = request;
  const lists = Object.entries(groupings).map(async ([key, groupBy]) => {
    const { database } = context;
    const counts = await countTraces({ database, filters, groupBy, limit: listedNames, signal });
    const named = counts.groups.flatMap(({ value, traces }) =>
      value === null ? [] : [{ name: value, traces }],
    );
    return [key, named] as const;
  });
  return Object.fromEntries(await Promise.all(lists));
}

function milliseconds(nanoseconds: number | null): number | null {
  return nanoseconds === null ? null : Math.round(nanoseconds / 1e3) / 1e3;
}
