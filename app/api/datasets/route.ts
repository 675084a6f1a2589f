import { readConfig } from '../../../server/config';
import { respond } from '../../../server/http/json-response';
import { listDatasets } from '../../../server/store/datasets';

/** All datasets, newest import first, without their reports. */
export function GET(): Promise<Response> {
  return respond(async () => {
    const { datasets, broken } = await listDatasets(readConfig().home);
    return {
      datasets: datasets.map(({ id, name, origin, importedAt, traces, spans }) => {
        return { id, name, origin, importedAt, traces, spans };
      }),
      broken,
    };
  });
}
