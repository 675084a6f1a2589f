'use client';

import Link from 'next/link';
import { useState } from 'react';
import { authorName } from '../../lib/chat/author-name';
import type { DiagnosisSummary } from '../../lib/contracts/diagnosis-event';
import { formatNumberOf } from '../../lib/format';
import { formatAgo } from '../../lib/format-time';
import { datasetUrl, diagnosisUrl, withDiagnosis } from '../../lib/url';
import { Badge, type Tone } from '../ui/badge';
import { Button } from '../ui/button';

export interface EarlierRowProps {
  diagnosis: DiagnosisSummary;
  nowMs: number;
  /** It is about the dataset on screen. */
  here: boolean;
  onOpen: () => void;
  onRemove: () => void;
}

/** One diagnosis of the list: opens it, leads to its page, or removes it after asking once more. */
export function EarlierRow({ diagnosis, nowMs, here, onOpen, onRemove }: EarlierRowProps) {
  const [asking, setAsking] = useState(false);
  const { id, question, state, findings, datasetName, startedAt } = diagnosis;
  const about = [
    formatAgo(startedAt, nowMs),
    datasetName,
    authorName(diagnosis),
    findings > 0 ? formatNumberOf(findings, 'finding') : '',
  ];
  return (
    <li className="flex items-center gap-3 py-2">
      <Link
        href={withDiagnosis(datasetUrl(diagnosis.datasetId), id)}
        onClick={(event) => {
          // It opens elsewhere: nothing changes here.
          if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
          // Where it is about what is on screen, the page stays as it is.
          if (here) event.preventDefault();
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
