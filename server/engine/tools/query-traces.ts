import { z } from 'zod';
import { sortOrderSchema, type TraceSummary, traceSortSchema } from '../../../lib/contracts/trace';
import { readTracePage } from '../../store/traces';
import { cutText, headWithin, roomBeside } from '../limits';
import { defineTool, filtersArgument, inScope, tellFilters } from '../tool';

const sorts = traceSortSchema.extract(['start', 'duration', 'spans', 'errors', 'tokens', 'cost', 'bytes']);

export const queryTracesTool = defineTool({
  name: 'query_traces',
  description:
    'A page of trace summaries and the exact total. Use it to get trace ids under filters, or the extremes: the slowest (sort duration), the most failed (errors), the most expensive (tokens, cost), the largest (bytes). For a number alone count_traces is cheaper; for traces that fail find_patterns names examples already.',
  args: {
    filters: filtersArgument,
    sort: sorts.default('start'),
    order: sortOrderSchema.optional().describe('desc unless sort is start'),
    limit: z.int().min(1).max(500).default(50),
    offset: z.int().min(0).default(0),
  },
  async answer(args, { context, signal }) {
    const { sort, limit, offset } = args;
    const order = args.order ?? (sort === 'start' ? 'asc' : 'desc');
    const filters = inScope(context, args.filters);
    const page = await readTracePage({
      database: context.database,
      filters,
      sort,
      order,
      offset,
      limit,
      signal,
    });
    const all = page.traces.map(viewSummary);
    const frame = { filters: tellFilters(filters), total: page.total, offset };
    const traces = headWithin(all, roomBeside(frame, context.limits.answerBytes));
    const next = offset + traces.length;
    return {
      result: {
        ...frame,
        traces,
        ...(next < page.total ? { next: `${page.total - next} more: call again with offset ${next}.` } : {}),
        ...(traces.length < all.length ? { cut: `${traces.length} of ${all.length} summaries fit.` } : {}),
      },
    };
  },
});

/** Characters of a name, and bytes of a list of them: one trace may use any number of agents. */
const longestName = 500;
const longestList = 10_000;

function viewNames(key: string, names: string[]) {
  const shown = headWithin(names, longestList);
  const left = names.length - shown.length;
  return { [key]: shown, ...(left > 0 ? { [`${key}_left_out`]: left } : {}) };
}

function viewSummary(trace: TraceSummary) {
  return {
    trace_id: trace.traceId,
    root_name: cutText(trace.rootName, longestName),
    outcome: trace.outcome,
    has_errors: trace.errorSpanCount > 0,
    start_time: trace.startTime,
    duration_ms: trace.durationNs === null ? null : trace.durationNs / 1e6,
    span_count: trace.spanCount,
    error_span_count: trace.errorSpanCount,
    handled_span_count: trace.handledSpanCount,
    silent_span_count: trace.silentSpanCount,
    ...viewNames('agent_names', trace.agentNames),
    ...viewNames('model_names', trace.modelNames),
    ...viewNames('service_names', trace.serviceNames),
    ...(trace.projectId === null ? {} : { project_id: trace.projectId }),
    ...(trace.sessionId === null ? {} : { session_id: trace.sessionId }),
    total_input_tokens: trace.inputTokens,
    total_output_tokens: trace.outputTokens,
    cost_usd: trace.costUsd,
    raw_jsonl_bytes: trace.bytes,
    ...(trace.orphanCount > 0 ? { missing_parent_span_count: trace.orphanCount } : {}),
    ...(trace.unfinishedCount > 0 ? { unfinished_span_count: trace.unfinishedCount } : {}),
  };
}
