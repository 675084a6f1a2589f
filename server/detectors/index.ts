import { contextGrowth } from './context-growth';
import { cutOffAnswers } from './cut-off-answers';
import type { Detector } from './detector';
import { emptyAnswers } from './empty-answers';
import { errorSignatures } from './error-signatures';
import { failedTools } from './failed-tools';
import { giantPayloads } from './giant-payloads';
import { invalidArguments } from './invalid-arguments';
import { missingResults } from './missing-results';
import { outOfTurns } from './out-of-turns';
import { rateLimits } from './rate-limits';
import { recovery } from './recovery';
import { refusals } from './refusals';
import { repeatedCalls } from './repeated-calls';
import { retryStorms } from './retry-storms';
import { silentFailures } from './silent-failures';
import { slowSpans } from './slow-spans';
import { unfinishedSpans } from './unfinished-spans';
import { unknownTools } from './unknown-tools';

/** Every detector that records patterns; associations depend on the filters and are computed when asked for. */
export const detectors: readonly Detector[] = [
  errorSignatures,
  failedTools,
  silentFailures,
  unknownTools,
  invalidArguments,
  repeatedCalls,
  retryStorms,
  rateLimits,
  outOfTurns,
  refusals,
  emptyAnswers,
  cutOffAnswers,
  contextGrowth,
  giantPayloads,
  missingResults,
  unfinishedSpans,
  slowSpans,
  recovery,
];
