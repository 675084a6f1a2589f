import type { DetectorKind } from '../../lib/contracts/pattern';
import type { PlantKind } from './run-plan';

/** What each detector is to find: these kinds, all of their spans, and no other span; what came of a failure is planted by no kind. */
export const shownBy: Record<Exclude<DetectorKind, 'recovery'>, PlantKind[]> = {
  'error-signatures': ['order-not-found', 'refund-declined', 'rate-limited', 'handled-exception'],
  'failed-tools': [
    'order-not-found',
    'refund-declined',
    'silent-error-object',
    'silent-missing-file',
    'silent-http-status',
  ],
  'silent-failures': [
    'silent-error-object',
    'silent-missing-file',
    'silent-http-status',
    'refusal',
    'cut-off',
  ],
  'repeated-calls': ['repeated-calls'],
  'context-growth': ['context-growth'],
  'giant-payloads': ['giant-payload'],
  'unknown-tools': [],
  'invalid-arguments': [],
  'retry-storms': [],
  'rate-limits': ['rate-limited'],
  'ran-out-of-turns': [],
  refusals: ['refusal'],
  'empty-answers': [],
  'cut-off-answers': ['cut-off'],
  'missing-results': [],
  'unfinished-spans': ['unfinished-span'],
  'slow-spans': ['handled-exception'],
};
