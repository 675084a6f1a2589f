'use client';

import { useState } from 'react';
import { z } from 'zod';
import { type DiagnosisSummary, diagnosisSummarySchema } from '../../lib/contracts/diagnosis-event';
import { errorMessage } from '../../lib/error-message';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { EmptyState } from '../ui/empty-state';
import { fetchJson } from '../ui/fetch-json';
import { Spinner } from '../ui/spinner';
import { EarlierRow } from './earlier-row';

export interface EarlierDiagnosesProps {
  datasetId: string;
  /** Shows one of this dataset in the chat. */
  onOpen: (diagnosisId: string) => void;
  /** The one that is shown was removed. */
  onRemoved: (diagnosisId: string) => void;
}

type List =
  | { state: 'loading' }
  | { state: 'failed'; message: string }
  | { state: 'ready'; diagnoses: DiagnosisSummary[]; nowMs: number };

/** A button, and the list of all that was asked before: to open again or to remove. */
export function EarlierDiagnoses({ datasetId, onOpen, onRemoved }: EarlierDiagnosesProps) {
  const [open, setOpen] = useState(false);
  const [list, setList] = useState<List>({ state: 'loading' });

  const show = () => {
    setOpen(true);
    setList({ state: 'loading' });
    void read().then(setList);
  };
  const remove = async (id: string) => {
    const url = `/api/diagnoses/${encodeURIComponent(id)}`;
    const failed = await fetchJson(url, z.unknown(), { method: 'DELETE' }).then(() => null, toFailure);
    setList(failed ?? (await read()));
    if (failed === null) onRemoved(id);
  };

  return (
    <>
      <Button small look="quiet" onClick={show} title="Earlier diagnoses">
        Earlier
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title="Earlier diagnoses" wide>
        {list.state === 'loading' && (
          <p className="flex items-center gap-2 py-6 text-secondary">
            <Spinner /> Reading …
          </p>
        )}
        {list.state === 'failed' && (
          <p role="alert" className="py-6 text-error">
            {list.message}
          </p>
        )}
        {list.state === 'ready' && list.diagnoses.length === 0 && (
          <EmptyState title="Nothing was asked yet">Questions and their answers are kept here.</EmptyState>
        )}
        {list.state === 'ready' && (
          <ul className="divide-y divide-line">
            {list.diagnoses.map((diagnosis) => (
              <EarlierRow
                key={diagnosis.id}
                diagnosis={diagnosis}
                nowMs={list.nowMs}
                here={diagnosis.datasetId === datasetId}
                onOpen={() => {
                  setOpen(false);
                  if (diagnosis.datasetId === datasetId) onOpen(diagnosis.id);
                }}
                onRemove={() => remove(diagnosis.id)}
              />
            ))}
          </ul>
        )}
      </Dialog>
    </>
  );
}

async function read(): Promise<List> {
  const answerSchema = z.object({ diagnoses: z.array(diagnosisSummarySchema) });
  return fetchJson('/api/diagnoses', answerSchema).then(
    ({ diagnoses }) => ({ state: 'ready', diagnoses, nowMs: Date.now() }),
    toFailure,
  );
}

function toFailure(error: unknown): List {
  return { state: 'failed', message: errorMessage(error) };
}
