import { readConfig } from '../../../../server/config';
import { respond } from '../../../../server/http/json-response';
import { testConnection } from '../../../../server/http/test-connection';

/** Makes a tiny real request to the configured model and says in words what came of it. */
export function POST(request: Request): Promise<Response> {
  return respond(() => testConnection({ config: readConfig(), signal: request.signal }));
}
