import { z } from 'zod';
import { readConfig } from '../../../../../server/config';
import { parseInput, respond } from '../../../../../server/http/json-response';
import { openDataset } from '../../../../../server/store/datasets';
import { readRejections } from '../../../../../server/store/rejections';

interface Context {
  params: Promise<{ datasetId: string }>;
}

const pageSchema = z.object({
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
});

/** A page of the lines that were no spans. */
export function GET(request: Request, { params }: Context): Promise<Response> {
  return respond(async () => {
    const { datasetId } = await params;
    const page = parseInput(Object.fromEntries(new URL(request.url).searchParams), pageSchema);
    const { database } = await openDataset(readConfig().home, datasetId);
    return readRejections({ database, ...page, signal: request.signal });
  });
}
