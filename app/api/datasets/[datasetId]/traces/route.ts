import { z } from 'zod';
import { AppError } from '../../../../../lib/app-error';
import { parseFilters } from '../../../../../lib/search/filters-query';
import { parseSort } from '../../../../../lib/search/trace-sort';
import { readConfig } from '../../../../../server/config';
import { parseInput, respond } from '../../../../../server/http/json-response';
import { openDataset } from '../../../../../server/store/datasets';
import { readTracePage } from '../../../../../server/store/traces';

interface Context {
  params: Promise<{ datasetId: string }>;
}

const pageSchema = z.object({
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});

/** A page of the traces that the query's filters select, in the order of its `sort`. */
export function GET(request: Request, { params }: Context): Promise<Response> {
  return respond(async () => {
    const { datasetId } = await params;
    const query = new URL(request.url).searchParams;
    const { filters, ignored } = parseFilters(query);
    const { state, ignored: ignoredSort } = parseSort(query);
    const unknown = [...ignored, ...ignoredSort];
    if (unknown.length > 0) {
      throw new AppError('bad-request', `These parameters are not understood: ${unknown.join(', ')}.`);
    }
    const page = parseInput(
      { offset: query.get('offset') ?? undefined, limit: query.get('limit') ?? undefined },
      pageSchema,
    );
    const { database } = await openDataset(readConfig().home, datasetId);
    return readTracePage({ database, filters, ...state, ...page, signal: request.signal });
  });
}
