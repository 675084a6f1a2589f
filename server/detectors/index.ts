import { contextGrowth } from './context-growth';
import type { Detector } from './detector';
import { errorSignatures } from './error-signatures';
import { failedTools } from './failed-tools';
import { giantPayloads } from './giant-payloads';
import { repeatedCalls } from './repeated-calls';
import { silentFailures } from './silent-failures';

/** Every detector that records patterns; associations depend on the filters and are computed when asked for. */
export const detectors: readonly Detector[] = [
  errorSignatures,
  failedTools,
  silentFailures,
  repeatedCalls,
  contextGrowth,
  giantPayloads,
];
