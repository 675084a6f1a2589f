import type { z } from 'zod';
import { detectorKindSchema } from '../../lib/contracts/pattern';
import type { PlantKind } from './run-plan';
import type { PlantedClass, PlantedTrace, SampleTruth } from './sample-truth';

const plantedDetectorSchema = detectorKindSchema.exclude(['recovery']);
/** Detectors that find what was planted; what came of a failure is planted by no kind. */
export const plantedDetectors = plantedDetectorSchema.options;
export type PlantedDetector = z.infer<typeof plantedDetectorSchema>;

/** A kind, or of a kind that fails in several ways those traces that fail in one. */
type Shown = PlantKind | { kind: PlantKind; errorClass: PlantedClass };

/** What each detector is to find: of these kinds all spans, and no other span. */
const shownBy: Record<PlantedDetector, readonly Shown[]> = {
  'error-signatures': [
    'order-not-found',
    'refund-declined',
    'rate-limited',
    'handled-exception',
    { kind: 'unknown-tool', errorClass: 'origin' },
    { kind: 'invalid-arguments', errorClass: 'origin' },
    'retry-storm',
    'out-of-turns',
  ],
  'failed-tools': [
    'order-not-found',
    'refund-declined',
    'silent-error-object',
    'silent-missing-file',
    'silent-http-status',
    // In the others no span shows the call.
    { kind: 'unknown-tool', errorClass: 'origin' },
    'invalid-arguments',
    'retry-storm',
  ],
  'silent-failures': [
    'silent-error-object',
    'silent-missing-file',
    'silent-http-status',
    'refusal',
    'cut-off',
    { kind: 'unknown-tool', errorClass: 'silent' },
    { kind: 'invalid-arguments', errorClass: 'silent' },
    'empty-answer',
  ],
  'repeated-calls': ['repeated-calls'],
  'context-growth': ['context-growth'],
  'giant-payloads': ['giant-payload'],
  'unknown-tools': ['unknown-tool'],
  'invalid-arguments': ['invalid-arguments'],
  'retry-storms': ['retry-storm'],
  'rate-limits': ['rate-limited'],
  'ran-out-of-turns': ['out-of-turns'],
  refusals: ['refusal'],
  'empty-answers': ['empty-answer'],
  'cut-off-answers': ['cut-off'],
  'missing-results': ['missing-result'],
  'unfinished-spans': ['unfinished-span'],
  'slow-spans': ['handled-exception'],
};

/** The planted traces that a detector is to find, each with its kind. */
export function shownTo(
  detector: PlantedDetector,
  { planted }: Pick<SampleTruth, 'planted'>,
): (PlantedTrace & { kind: PlantKind })[] {
  return shownBy[detector].flatMap((shown) => {
    const { kind, errorClass } = typeof shown === 'string' ? { kind: shown, errorClass: null } : shown;
    return planted[kind]
      .filter((trace) => errorClass === null || trace.errorClass === errorClass)
      .map((trace) => ({ ...trace, kind }));
  });
}
