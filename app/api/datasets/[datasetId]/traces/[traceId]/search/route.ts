import { z } from 'zod';
import type { TraceSearch } from '../../../../../../../lib/contracts/trace-search';
import { textPattern } from '../../../../../../../lib/search/text-pattern';
import { readConfig } from '../../../../../../../server/config';
import { parseInput, respond } from '../../../../../../../server/http/json-response';
import { openDataset } from '../../../../../../../server/store/datasets';
import { matchedSpans } from '../../../../../../../server/store/search-spans';

const querySchema = z.strictObject({ text: z.string().min(1).max(2000) });

/** The spans of a trace whose raw JSON holds `text`, upper and lower case alike (TraceSearch). */
export function GET(
  request: Request,
  { params }: { params: Promise<{ datasetId: string; traceId: string }> },
): Promise<Response> {
  return respond(async (): Promise<TraceSearch> => {
    const { datasetId, traceId } = await params;
    const { text } = parseInput(Object.fromEntries(new URL(request.url).searchParams), querySchema);
    const { database } = await openDataset(readConfig().home, datasetId);
    const spans = await matchedSpans({
      database,
      traceId,
      pattern: textPattern(text),
      signal: request.signal,
    });
    return { matches: spans.reduce((sum, span) => sum + span.matches, 0), spans };
  });
}
