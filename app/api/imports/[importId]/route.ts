import { cancelImport } from '../../../../server/http/import-jobs';
import { respond } from '../../../../server/http/json-response';

interface Context {
  params: Promise<{ importId: string }>;
}

/** Cancels an import; its last event says when it has stopped. */
export function DELETE(_request: Request, { params }: Context): Promise<Response> {
  return respond(async () => {
    const { importId } = await params;
    cancelImport(importId);
    return { cancelled: importId };
  });
}
