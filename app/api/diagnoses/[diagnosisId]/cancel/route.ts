import { cancelDiagnosis } from '../../../../../server/http/diagnosis-runs';
import { respond } from '../../../../../server/http/json-response';

interface Context {
  params: Promise<{ diagnosisId: string }>;
}

/** Stops a run at once; answers when it has stopped. */
export function POST(_request: Request, { params }: Context): Promise<Response> {
  return respond(async () => {
    const { diagnosisId } = await params;
    await cancelDiagnosis(diagnosisId);
    return { cancelled: diagnosisId };
  });
}
