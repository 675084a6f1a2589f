import { completeTraceId } from '../../store/trace-place';
import { answerSearch, searchArguments } from '../search-answer';
import { defineTool, traceIdArgument } from '../tool';

export const searchTraceTool = defineTool({
  name: 'search_trace',
  description:
    'Finds a pattern in all spans of one trace: the exact number of matches, and for each the span, the attribute it stands in and the text around. Use it on long traces, where it is far cheaper than view_trace, to find the spans worth reading with view_spans. Inside one span search_span is cheaper; across traces there is search_spans.',
  args: { trace_id: traceIdArgument, ...searchArguments },
  async answer({ trace_id, ...search }, { context, signal }) {
    const traceId = await completeTraceId({ database: context.database, traceId: trace_id, signal });
    return answerSearch({ context, traceId, search, signal });
  },
});
