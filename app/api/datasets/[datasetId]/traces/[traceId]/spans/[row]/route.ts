import { z } from 'zod';
import { readConfig } from '../../../../../../../../server/config';
import { parseInput, respond } from '../../../../../../../../server/http/json-response';
import { openDataset } from '../../../../../../../../server/store/datasets';
import { readSpanDetail } from '../../../../../../../../server/store/spans';

const rowSchema = z
  .string()
  .regex(/^\d{1,15}$/, 'the row of a span is a whole number')
  .transform(Number);

/** One span with its raw line (SpanDetail). */
export function GET(
  request: Request,
  { params }: { params: Promise<{ datasetId: string; traceId: string; row: string }> },
): Promise<Response> {
  return respond(async () => {
    const { datasetId, traceId, row } = await params;
    const { database } = await openDataset(readConfig().home, datasetId);
    return readSpanDetail({ database, traceId, row: parseInput(row, rowSchema), signal: request.signal });
  });
}
