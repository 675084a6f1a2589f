import { z } from 'zod';
import { findSpanName } from '../../store/spans';
import { completeTraceId } from '../../store/trace-place';
import { answerSearch, searchArguments } from '../search-answer';
import { defineTool, ToolRefusal, traceIdArgument } from '../tool';

export const searchSpanTool = defineTool({
  name: 'search_span',
  description:
    'Finds a pattern inside one span, however long it is. Use it where view_spans cut a value short, or the span is too long to be shown: the cheapest look into it, with a small limit and context.',
  args: {
    trace_id: traceIdArgument,
    span_id: z.string().min(1).describe('to the letter'),
    ...searchArguments,
  },
  async answer({ trace_id, span_id: spanId, ...search }, { context, signal }) {
    const { database } = context;
    const traceId = await completeTraceId({ database, traceId: trace_id, signal });
    const name = await findSpanName({ database, traceId, spanId, signal });
    if (name === undefined) {
      throw new ToolRefusal({
        error: `There is no span ${spanId} in a trace ${traceId} of this dataset.`,
        instead:
          'Take both ids out of an answer of find_patterns, search_trace or view_trace, to the letter.',
      });
    }
    return answerSearch({ context, traceId, spanId, search, signal });
  },
});
