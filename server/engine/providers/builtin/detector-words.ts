import type { DetectorKind } from '../../../../lib/contracts/pattern';

interface DetectorWords {
  /** Beside the severity of a finding. */
  kind: string;
  /** Of what it found several. */
  plural: string;
  /** What counts as one, in a sentence. */
  counts: string;
  /** A failure, or a waste that is none by itself. */
  is: 'failure' | 'waste';
}

/** How patterns of each detector are spoken of. */
export const detectorWords: Record<DetectorKind, DetectorWords> = {
  'error-signatures': {
    kind: 'error',
    plural: 'errors',
    counts: 'Counted are spans with status ERROR and recorded exceptions, by what they say.',
    is: 'failure',
  },
  'failed-tools': {
    kind: 'failed tool',
    plural: 'failed tool calls',
    counts: 'Counted are calls with status ERROR, and those that return an error under another status.',
    is: 'failure',
  },
  'silent-failures': {
    kind: 'silent failure',
    plural: 'silent failures',
    counts:
      'Counted are spans whose status is not ERROR and whose content says failure: an error as a result, a refusal, an empty answer, one that was cut off.',
    is: 'failure',
  },
  'repeated-calls': {
    kind: 'repeated calls',
    plural: 'repeated calls',
    counts: 'Counted are tools that are called with the same input three times or more in one trace.',
    is: 'waste',
  },
  'context-growth': {
    kind: 'context growth',
    plural: 'growing contexts',
    counts:
      'Counted are conversations of five or more model calls that never shrink and end with four times the input tokens of their first call, and with many.',
    is: 'waste',
  },
  'giant-payloads': {
    kind: 'giant payload',
    plural: 'giant payloads',
    counts: 'Counted are inputs and outputs of at least 64 KiB and 20 times the usual size for their tool.',
    is: 'waste',
  },
};
