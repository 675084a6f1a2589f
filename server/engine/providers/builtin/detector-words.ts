import type { DetectorKind } from '../../../../lib/contracts/pattern';

interface DetectorWords {
  /** Beside the severity of a finding. */
  kind: string;
  /** Of what it found several. */
  plural: string;
  /** What counts as one, in a sentence. */
  counts: string;
  /** A failure, a waste that need not be one, or what came of a failure. */
  is: 'failure' | 'waste' | 'outcome';
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
  'unknown-tools': {
    kind: 'unknown tool',
    plural: 'calls of tools that do not exist',
    counts:
      'Counted are calls that were refused because there is no such tool; where no span shows the call, the model’s next one that is told of it.',
    is: 'failure',
  },
  'invalid-arguments': {
    kind: 'invalid arguments',
    plural: 'calls with arguments that were refused',
    counts:
      'Counted are calls that were refused for their arguments; where no span shows the call, the model’s next one that is told of it.',
    is: 'failure',
  },
  'repeated-calls': {
    kind: 'repeated calls',
    plural: 'repeated calls',
    counts: 'Counted are tools that are called with the same input three times or more in one trace.',
    is: 'waste',
  },
  'retry-storms': {
    kind: 'retry storm',
    plural: 'retry storms',
    counts: 'Counted are calls of one tool or model that fail three times or more in a row in one trace.',
    is: 'waste',
  },
  'rate-limits': {
    kind: 'rate limit',
    plural: 'rate limits that were reached',
    counts:
      'Counted are failures that speak of a rate limit, a quota, throttling or HTTP 429, whether or not the call was tried again.',
    is: 'failure',
  },
  'ran-out-of-turns': {
    kind: 'out of turns',
    plural: 'agents that ran out of turns',
    counts:
      'Counted are failures that speak of a limit of turns, steps, iterations or recursion. A run that ends without a word of it is not counted.',
    is: 'failure',
  },
  refusals: {
    kind: 'refusal',
    plural: 'refusals to answer',
    counts:
      'A refusal is recognised by how the answer begins, or because the provider marks it; one in other words, or in another language, is not counted.',
    is: 'failure',
  },
  'empty-answers': {
    kind: 'empty answer',
    plural: 'empty answers',
    counts: 'Counted are answers of models with neither a text nor a call, where outputs are recorded.',
    is: 'failure',
  },
  'cut-off-answers': {
    kind: 'cut-off answer',
    plural: 'answers that were cut off',
    counts:
      'Counted are answers that ended at a limit of length or at a content filter, as the provider says.',
    is: 'failure',
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
  'missing-results': {
    kind: 'missing result',
    plural: 'tool calls without a result',
    counts:
      'Counted are tool calls that ended well and put nothing out, of tools that put something out otherwise; and answers of models that call tools as the last thing of their trace, where that is not usual. A call without an end is an unfinished span.',
    is: 'failure',
  },
  'unfinished-spans': {
    kind: 'unfinished',
    plural: 'unfinished spans',
    counts:
      'Counted are spans without an end: the run was cut off, or whoever recorded it did not close them.',
    is: 'failure',
  },
  'slow-spans': {
    kind: 'slow call',
    plural: 'slow calls',
    counts:
      'Counted are calls of a second or more that take five times as long as the median call of their tool or model, which was called 20 times or more.',
    is: 'waste',
  },
  recovery: {
    kind: 'what came of it',
    plural: 'calls that failed by themselves',
    counts:
      'Told by the order of the calls alone: whether the answer that came of it was right, no trace tells.',
    is: 'outcome',
  },
};
