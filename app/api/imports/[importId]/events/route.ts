import { AppError } from '../../../../../lib/app-error';
import { eventStream } from '../../../../../server/http/event-stream';
import { followImport, listImports } from '../../../../../server/http/import-jobs';
import { respond } from '../../../../../server/http/json-response';

interface Context {
  params: Promise<{ importId: string }>;
}

/** The events of an import, the latest first, then as they come; closes after the last. */
export function GET(request: Request, { params }: Context): Promise<Response> {
  return respond(async () => {
    const { importId } = await params;
    if (!listImports().some((job) => job.importId === importId)) {
      throw new AppError('not-found', 'This import is not known; the dashboard was restarted since.');
    }
    return eventStream(followImport(importId, request.signal), { signal: request.signal });
  });
}
