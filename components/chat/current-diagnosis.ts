'use client';

import { z } from 'zod';
import { diagnosisParameter } from '../../lib/url';
import { readStored, writeStored } from './stored-value';

const idSchema = z.string().min(1);

/** The diagnosis that the chat shows for a dataset, kept over a reload. */
export function currentDiagnosis(datasetId: string): string | null {
  return readStored(storageKey(datasetId), idSchema);
}

export function rememberDiagnosis(datasetId: string, diagnosisId: string | null): void {
  writeStored(storageKey(datasetId), diagnosisId);
  dropFromAddress(diagnosisId);
}

/** An address that asks for another diagnosis than the one shown would bring that one back on a reload. */
function dropFromAddress(diagnosisId: string | null): void {
  const url = new URL(window.location.href);
  const asked = url.searchParams.get(diagnosisParameter);
  if (asked === null || asked === diagnosisId) return;
  url.searchParams.delete(diagnosisParameter);
  window.history.replaceState(null, '', url);
}

function storageKey(datasetId: string): string {
  return `chat.diagnosis.${datasetId}`;
}
