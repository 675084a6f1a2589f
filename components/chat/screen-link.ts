'use client';

import { z } from 'zod';
import { chatPlace } from '../../lib/chat/chat-place';
import { diagnosisParameter } from '../../lib/url';
import { currentDiagnosis } from './current-diagnosis';
import { readStored } from './stored-value';

/** The address of exactly what is on screen: the page with its filters and selection, and the diagnosis in the chat beside it. */
export function screenLink(): string {
  const url = new URL(window.location.href);
  const { datasetId } = chatPlace(url.pathname, url.searchParams);
  const hidden = readStored('chat.open', z.boolean()) === false;
  const diagnosisId = datasetId === null || hidden ? null : currentDiagnosis(datasetId);
  if (diagnosisId !== null) url.searchParams.set(diagnosisParameter, diagnosisId);
  return url.href;
}
