import { readConfig } from '../../../../../server/config';
import { resumeDiagnosis } from '../../../../../server/http/diagnosis-runs';
import { respond } from '../../../../../server/http/json-response';

interface Context {
  params: Promise<{ diagnosisId: string }>;
}

/** Goes on with a run that a restart cut off; its events continue in the same stream. */
export function POST(_request: Request, { params }: Context): Promise<Response> {
  return respond(async () => {
    const { diagnosisId: id } = await params;
    return resumeDiagnosis({ config: readConfig(), id });
  });
}
