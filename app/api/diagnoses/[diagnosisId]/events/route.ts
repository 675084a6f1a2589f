import { z } from 'zod';
import { readConfig } from '../../../../../server/config';
import { followDiagnosis } from '../../../../../server/http/diagnosis-runs';
import { eventStream } from '../../../../../server/http/event-stream';
import { parseInput, respond } from '../../../../../server/http/json-response';
import { findDiagnosis } from '../../../../../server/store/diagnoses';

interface Context {
  params: Promise<{ diagnosisId: string }>;
}

const fromSchema = z.coerce.number().int().min(0);

/** The events from number `from` on, the stored ones and then the live ones; the stream ends with the run. */
export function GET(request: Request, { params }: Context): Promise<Response> {
  return respond(async () => {
    const { diagnosisId: id } = await params;
    const from = parseInput(new URL(request.url).searchParams.get('from') ?? 0, fromSchema);
    const { home } = readConfig();
    const { signal } = request;
    // Asked before the stream is open: inside of it nothing can be refused any more.
    await findDiagnosis(home, id);
    return eventStream(followDiagnosis({ home, id, from, signal }), { signal, id: ({ seq }) => seq });
  });
}
