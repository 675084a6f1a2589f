import { searchDataset } from '../../store/search-dataset';
import { headWithin, roomBeside } from '../limits';
import { searchArguments, viewHit } from '../search-answer';
import { defineTool, filtersArgument, inScope, tellFilters } from '../tool';
import { noteSpansRead } from '../tool-context';

export const searchSpansTool = defineTool({
  name: 'search_spans',
  description:
    'Finds a pattern in the spans of all traces. Use it for words that no filter names: how many traces and spans match, exactly, and the first match in spans drawn from across all of them, with its place and the text around. It reads every payload: where a filter or find_patterns tells the same, that is cheaper.',
  args: { filters: filtersArgument, ...searchArguments },
  async answer({ filters: wanted, pattern, context: around, limit }, { context, signal }) {
    const filters = inScope(context, wanted);
    const { database, tally, limits } = context;
    const found = await searchDataset({ database, filters, pattern, context: around, limit, signal });
    const frame = { filters: tellFilters(filters), trace_count: found.traces, span_count: found.spans };
    const all = found.hits.map((hit) => ({
      row: hit.row,
      view: { trace_id: hit.traceId, ...viewHit(hit) },
    }));
    const shown = headWithin(all, roomBeside(frame, limits.answerBytes));
    for (const { row, view } of shown) noteSpansRead({ tally, traceId: view.trace_id, rows: [row] });
    return {
      result: {
        ...frame,
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
