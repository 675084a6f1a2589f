import { diagnosisRequestSchema } from '../../../lib/contracts/diagnosis-request';
import { readConfig } from '../../../server/config';
import { runningDiagnoses, startDiagnosis } from '../../../server/http/diagnosis-runs';
import { readBody, respond } from '../../../server/http/json-response';
import { listDiagnoses } from '../../../server/store/diagnoses';

/** Summaries of what was asked, newest first; of one dataset where `datasetId` is given. */
export function GET(request: Request): Promise<Response> {
  return respond(async () => {
    const datasetId = new URL(request.url).searchParams.get('datasetId') ?? undefined;
    const running = runningDiagnoses();
    return { diagnoses: await listDiagnoses(readConfig().home, { datasetId, running }) };
  });
}

/** Starts a run and answers its id; the run goes on whether or not anybody follows it. */
export function POST(request: Request): Promise<Response> {
  return respond(async () => {
    const question = await readBody(request, diagnosisRequestSchema);
    return startDiagnosis({ config: readConfig(), ...question });
  });
}
