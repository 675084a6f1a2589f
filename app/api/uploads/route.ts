import { AppError } from '../../../lib/app-error';
import { readConfig } from '../../../server/config';
import { respond } from '../../../server/http/json-response';
import { removeStaleUploads, storeUpload } from '../../../server/http/uploads';

/** Takes the body as the file `?name=…`; it waits under HALO_HOME until it is imported. */
export function POST(request: Request): Promise<Response> {
  return respond(async () => {
    const name = new URL(request.url).searchParams.get('name');
    if (!name)
      throw new AppError('bad-request', 'The upload has no name: POST /api/uploads?name=traces.jsonl.');
    const { home } = readConfig();
    await removeStaleUploads(home, Date.now());
    const body = request.body ?? new Blob([]).stream();
    return storeUpload({ home, name, body, signal: request.signal });
  });
}
