import { readConfig } from '../../../server/config';
import { respond } from '../../../server/http/json-response';
import { publicSettings } from '../../../server/public-settings';

/** Provider, model and endpoint as configured, and whether a key is set; never the key. */
export function GET(): Promise<Response> {
  return respond(async () => publicSettings(readConfig()));
}
