import { readConfig } from '../../../../server/config';
import { respond } from '../../../../server/http/json-response';
import { removeDataset } from '../../../../server/store/datasets';

interface Context {
  params: Promise<{ datasetId: string }>;
}

/** Forgets a dataset; the files it was read from stay. */
export function DELETE(_request: Request, { params }: Context): Promise<Response> {
  return respond(async () => {
    const { datasetId } = await params;
    await removeDataset(readConfig().home, datasetId);
    return { removed: datasetId };
  });
}
