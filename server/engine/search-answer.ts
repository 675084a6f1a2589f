import { z } from 'zod';
import { type SearchHit, searchTrace } from '../store/search-spans';
import { cutText, headWithin, roomBeside } from './limits';
import type { ToolAnswer } from './tool';
import { noteSpansRead, type ToolContext } from './tool-context';

/** The arguments that both searches share. */
export const searchArguments = {
  pattern: z
    .string()
    .min(1)
    .describe('RE2 pattern over the raw JSON of spans: keys, values, names; (?i) in front ignores case'),
  context: z.int().min(0).max(2000).default(100).describe('characters around each match'),
  limit: z.int().min(1).max(500).default(50).describe('matches shown; all are counted'),
};

/** What a search through a trace, or through one of its spans, answers. */
export async function answerSearch(options: {
  context: ToolContext;
  traceId: string;
  spanId?: string;
  search: { pattern: string; context: number; limit: number };
  signal: AbortSignal;
}): Promise<ToolAnswer> {
  const { context, traceId, spanId, search, signal } = options;
  const found = await searchTrace({ database: context.database, traceId, spanId, ...search, signal });
  const frame = {
    trace_id: traceId,
    ...(spanId === undefined ? {} : { span_id: spanId }),
    match_count: found.matches,
  };
  const all = found.hits.map((hit) => ({ row: hit.row, view: viewHit(hit) }));
  const shown = headWithin(all, roomBeside(frame, context.limits.answerBytes));
  noteSpansRead({ tally: context.tally, traceId, rows: shown.map((hit) => hit.row) });
  return {
    result: {
      ...frame,
      matches: shown.map((hit) => hit.view),
      ...(shown.length < found.matches
        ? {
            cut: `${shown.length} of ${found.matches} matches are shown.`,
            next: 'Raise limit, lower context, or write a narrower pattern; view_spans reads whole spans.',
          }
        : {}),
    },
  };
}

/** Characters of a span's name and of a place in it. */
const longestName = 500;

/** A match as it is told; its words are cut where they are found. */
export function viewHit({ spanId, spanName, path, before, match, after }: SearchHit) {
  return {
    span_id: spanId,
    span_name: cutText(spanName, longestName),
    path: cutText(path, longestName),
    before,
    match,
    after,
  };
}
