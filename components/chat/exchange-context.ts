'use client';

import { createContext, use } from 'react';
import type { Citation } from '../../lib/contracts/citation';

/** What the parts of an answer must know about the exchange they stand in. */
export interface ExchangeScope {
  datasetId: string | null;
  citations: Citation[];
  /** More is to come: what is not checked yet may still be. */
  running: boolean;
  /** Put into links, so that the chat beside the page that opens goes on with this diagnosis. */
  linkDiagnosis: string | null;
}

const ExchangeContext = createContext<ExchangeScope>({
  datasetId: null,
  citations: [],
  running: false,
  linkDiagnosis: null,
});

export const ExchangeProvider = ExchangeContext.Provider;

export function useExchange(): ExchangeScope {
  return use(ExchangeContext);
}
