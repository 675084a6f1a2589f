import { importRequestSchema } from '../../../lib/contracts/import-job';
import { readConfig } from '../../../server/config';
import { listImports } from '../../../server/http/import-jobs';
import { readBody, respond } from '../../../server/http/json-response';
import { importSample, importUploads } from '../../../server/http/start-imports';

/** The imports of this server: those that run and the last that ended. */
export function GET(): Promise<Response> {
  return respond(async () => ({ imports: listImports() }));
}

/** Starts an import, of uploads as one dataset or of the sample; `/api/imports/:importId/events` follows it. */
export function POST(request: Request): Promise<Response> {
  return respond(async () => {
    const wanted = await readBody(request, importRequestSchema);
    const config = readConfig();
    return 'sample' in wanted ? importSample(config) : importUploads(config, wanted.uploads);
  });
}
