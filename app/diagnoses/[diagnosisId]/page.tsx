import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { DiagnosisPage } from '../../../components/chat/diagnosis-page';
import { Screen } from '../../../components/shell/screen';
import { Failure } from '../../../components/ui/failure';
import type { DiagnosisEvent } from '../../../lib/contracts/diagnosis-event';
import { readConfig } from '../../../server/config';
import { attempt } from '../../../server/http/attempt';
import { publicSettings } from '../../../server/public-settings';
import { readDataset } from '../../../server/store/datasets';
import { readEvents } from '../../../server/store/diagnoses';

interface PageProps {
  params: Promise<{ diagnosisId: string }>;
}

export const metadata: Metadata = { title: 'Diagnosis' };

/** A stored diagnosis: what is on disk is shown at once, what is still to come is followed. */
export default async function Page({ params }: PageProps) {
  const diagnosisId = decodeURIComponent((await params).diagnosisId);
  const config = readConfig();
  const events = await attempt(() => stored(config.home, diagnosisId));
  if (!events.ok) {
    if (events.error.code === 'not-found') notFound();
    return (
      <Screen>
        <Failure message={events.error.message} />
      </Screen>
    );
  }
  const [first] = events.value;
  const datasetId = first?.type === 'run-started' ? first.datasetId : '';
  // The dataset may be gone; what was said about it stays.
  const dataset = await attempt(() => readDataset(config.home, datasetId));
  return (
    <Screen dataset={dataset.ok ? dataset.value : undefined}>
      <DiagnosisPage
        key={diagnosisId}
        diagnosisId={diagnosisId}
        events={events.value}
        settings={publicSettings(config)}
      />
    </Screen>
  );
}

async function stored(home: string, id: string): Promise<DiagnosisEvent[]> {
  const events: DiagnosisEvent[] = [];
  for await (const event of readEvents({ home, id })) events.push(event);
  return events;
}
