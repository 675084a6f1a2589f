'use client';

import Link from 'next/link';
import { useState } from 'react';
import { z } from 'zod';
import { type DiagnosisSummary, diagnosisSummarySchema } from '../../lib/contracts/diagnosis-event';
import { formatAgo } from '../../lib/format-time';
import { datasetUrl, diagnosisUrl, withDiagnosis } from '../../lib/url';
import { Badge, type Tone } from '../ui/badge';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { EmptyState } from '../ui/empty-state';
import { fetchJson } from '../ui/fetch-json';
import { Spinner } from '../ui/spinner';

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
              <Row
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

interface RowProps {
  diagnosis: DiagnosisSummary;
  nowMs: number;
  /** It is about the dataset on screen. */
  here: boolean;
  onOpen: () => void;
  onRemove: () => void;
}

function Row({ diagnosis, nowMs, here, onOpen, onRemove }: RowProps) {
  const [asking, setAsking] = useState(false);
  const { id, question, state, findings, datasetName, startedAt, provider, model } = diagnosis;
  const about = [
    formatAgo(startedAt, nowMs),
    datasetName,
    provider === 'builtin' ? 'built-in analyst' : model,
    findings > 0 ? `${findings} finding${findings === 1 ? '' : 's'}` : '',
  ];
  return (
    <li className="flex items-center gap-3 py-2">
      <Link
        href={withDiagnosis(datasetUrl(diagnosis.datasetId), id)}
        onClick={(event) => {
          // Where it is about what is on screen, the page stays as it is.
          if (here && !event.metaKey && !event.ctrlKey) event.preventDefault();
          onOpen();
        }}
        className="min-w-0 flex-1 hover:text-accent"
      >
        <span className="line-clamp-2 font-medium break-words">{question}</span>
        <span className="block truncate text-small text-secondary">
          {about.filter((part) => part !== '').join(' · ')}
        </span>
      </Link>
      <Badge tone={tones[state]}>{state}</Badge>
      <Link href={diagnosisUrl(id)} onClick={onOpen} className="text-small text-secondary hover:text-accent">
        Page
      </Link>
      {asking ? (
        <Button small look="danger" onClick={onRemove} onBlur={() => setAsking(false)} autoFocus>
          Delete for good
        </Button>
      ) : (
        <Button small look="quiet" onClick={() => setAsking(true)} aria-label={`Delete: ${question}`}>
          Delete
        </Button>
      )}
    </li>
  );
}

const tones: Record<DiagnosisSummary['state'], Tone> = {
  running: 'accent',
  answered: 'ok',
  salvaged: 'silent',
  cancelled: 'neutral',
  failed: 'error',
  interrupted: 'silent',
};

async function read(): Promise<List> {
  const answerSchema = z.object({ diagnoses: z.array(diagnosisSummarySchema) });
  return fetchJson('/api/diagnoses', answerSchema).then(
    ({ diagnoses }) => ({ state: 'ready', diagnoses, nowMs: Date.now() }),
    toFailure,
  );
}

function toFailure(error: unknown): List {
  return { state: 'failed', message: error instanceof Error ? error.message : String(error) };
}
