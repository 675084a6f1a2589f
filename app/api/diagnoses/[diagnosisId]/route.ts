import { readConfig } from '../../../../server/config';
import { cancelDiagnosis, runningDiagnoses } from '../../../../server/http/diagnosis-runs';
import { respond } from '../../../../server/http/json-response';
import { removeDiagnosis } from '../../../../server/store/diagnoses';

interface Context {
  params: Promise<{ diagnosisId: string }>;
}

/** Forgets a diagnosis; one that still runs is cancelled first. */
export function DELETE(_request: Request, { params }: Context): Promise<Response> {
  return respond(async () => {
    const { diagnosisId } = await params;
    if (runningDiagnoses().has(diagnosisId)) await cancelDiagnosis(diagnosisId);
    await removeDiagnosis(readConfig().home, diagnosisId);
    return { removed: diagnosisId };
  });
}
