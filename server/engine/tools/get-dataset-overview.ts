import type { Filters } from '../../../lib/contracts/filters';
import type { Overview } from '../../../lib/contracts/overview';
import { readOverview } from '../../store/overview';
import { readPatterns } from '../../store/patterns';
import { sampleTraces } from '../../store/sample-traces';
import { countTraces, type TraceGrouping } from '../../store/trace-counts';
import { headWithin, roomBeside } from '../limits';
import { share, viewPattern } from '../pattern-view';
import { defineTool, filtersArgument, inScope, tellFilters } from '../tool';
import type { ToolContext } from '../tool-context';

const listedNames = 50;
const listedSignatures = 20;
const sampleSize = 20;

export const getDatasetOverviewTool = defineTool({
  name: 'get_dataset_overview',
  description:
    'What is in the dataset: totals, time range, services, models, agents, tools, projects with trace counts, tokens, cost, failures, the commonest error signatures with examples, and 20 trace ids spread over the whole. Call it first, to know the sizes and the names that filters take. error_trace_count counts status ERROR alone. Cheap, and shared by all who ask the same; for one number count_traces is cheaper still.',
  args: { filters: filtersArgument },
  async answer(args, { context, signal }) {
    const filters = inScope(context, args.filters);
    const { database } = context;
    const [overview, patterns, sample, names] = await Promise.all([
      readOverview({ database, filters, signal }),
      readPatterns({ database, filters, detectors: ['error-signatures'], limit: listedSignatures, signal }),
      sampleTraces({ database, filters, count: sampleSize, signal }),
      readNames({ context, filters, signal }),
    ]);
    const totals = { filters: tellFilters(filters), ...viewTotals(overview) };
    const room = roomBeside(totals, context.limits.answerBytes);
    const signatures = headWithin(patterns.map(viewPattern), room * 0.4);
    const lists = names.map((list) => ({ ...list, shown: headWithin(list.names, room * 0.09) }));
    const cut = lists.flatMap(({ key, shown, distinct }) =>
      shown.length < distinct ? `${shown.length} of ${distinct} ${key}` : [],
    );
    return {
      result: {
        ...totals,
        ...Object.fromEntries(lists.map(({ key, shown }) => [key, shown])),
        ...(cut.length > 0
          ? { cut: `${cut.join(', ')} are listed.`, next: 'count_traces with group_by lists more.' }
          : {}),
        error_signatures: signatures,
        sample_trace_ids: headWithin(sample, room * 0.1),
      },
    };
  },
});

function viewTotals(overview: Overview) {
  return {
    total_traces: overview.traces,
    of_traces_in_dataset: overview.ofTraces,
    total_spans: overview.spans,
    earliest_start_time: overview.startTime,
    latest_end_time: overview.endTime,
    duration_ms_p50: milliseconds(overview.durationP50Ns),
    duration_ms_p95: milliseconds(overview.durationP95Ns),
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
  };
}

const groupings = {
  service_names: 'service',
  model_names: 'model',
  agent_names: 'agent',
  tool_names: 'tool',
  project_ids: 'project',
} as const satisfies Record<string, TraceGrouping>;

/** Of each kind the names of most traces, and how many there are in all. */
async function readNames(request: { context: ToolContext; filters: Filters; signal: AbortSignal }) {
  const { context, filters, signal } = request;
  const { database } = context;
  return Promise.all(
    Object.entries(groupings).map(async ([key, groupBy]) => {
      const counts = await countTraces({ database, filters, groupBy, limit: listedNames, signal });
      const names = counts.groups.flatMap(({ value, traces }) =>
        value === null ? [] : [{ name: value, traces }],
      );
      // Traces that have no name of this kind are a group, too.
      const distinct = counts.distinct - (counts.groups.length - names.length);
      return { key, names, distinct };
    }),
  );
}

function milliseconds(nanoseconds: number | null): number | null {
  return nanoseconds === null ? null : Math.round(nanoseconds / 1e3) / 1e3;
}
