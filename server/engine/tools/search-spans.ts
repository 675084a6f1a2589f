import { searchDataset } from '../../store/search-dataset';
import { headWithin } from '../limits';
import { searchArguments } from '../search-answer';
import { defineTool, filtersArgument, inScope } from '../tool';
import { noteSpansRead } from '../tool-context';

export const searchSpansTool = defineTool({
  name: 'search_spans',
  description:
    'Finds a pattern in the spans of all traces: how many traces and spans match, exactly, and the first match in spans drawn from across all of them, with its place and the text around. Reads every payload: where a filter or find_patterns tells the same, that is cheaper.',
  args: { filters: filtersArgument, ...searchArguments },
  async answer({ filters: wanted, pattern, context: around, limit }, { context, signal }) {
    const filters = inScope(context, wanted);
    const { database, tally, limits } = context;
    const found = await searchDataset({ database, filters, pattern, context: around, limit, signal });
    const all = found.hits.map((hit) => ({
      hit,
      view: {
        trace_id: hit.traceId,
        span_id: hit.spanId,
        span_name: hit.spanName,
        path: hit.path,
        before: hit.before,
        match: hit.match,
        after: hit.after,
      },
    }));
    const shown = headWithin(all, limits.answerBytes - 4000);
    for (const { hit } of shown) noteSpansRead({ tally, traceId: hit.traceId, rows: [hit.row] });
    return {
      result: {
        filters,
        trace_count: found.traces,
        span_count: found.spans,
        matches: shown.map(({ view }) => view),
        ...(shown.length < found.spans
          ? {
              cut: `${shown.length} of ${found.spans} matching spans are shown.`,
              next: 'Raise limit, lower context, narrow the filters; search_trace finds every match of one trace. {"filters": {"regex_pattern": …}} selects these traces in every other tool.',
            }
          : {}),
      },
    };
  },
});
