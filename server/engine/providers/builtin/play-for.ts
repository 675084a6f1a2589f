import { associations } from './associations';
import { costlyRuns } from './costly-runs';
import { datasetSummary } from './dataset-summary';
import { detected } from './detected';
import { errorTraces } from './error-traces';
import { failureModes } from './failure-modes';
import { latestTrace } from './latest-trace';
import { onePattern } from './one-pattern';
import { oneTrace } from './one-trace';
import { capabilities, whichTrace } from './plain-answers';
import type { Play } from './play';
import type { Part } from './question/understood';
import { recovery } from './recovery';
import { refusals } from './refusals';
import { repeatedOutputs } from './repeated-outputs';
import { textSearch } from './text-search';
import { toolUse } from './tool-use';
import { whatChanged } from './what-changed';
import type { Wish } from './wish';

/** The play that answers this part of a question. */
export function playFor(part: Part, wish: Wish): Play {
  switch (part.topic) {
    case 'failure-modes':
      return failureModes(wish);
    case 'error-traces':
      return errorTraces(wish);
    case 'one-trace':
      return oneTrace(part.traces, wish);
    case 'latest-trace':
      return latestTrace(wish);
    case 'which-trace':
      return whichTrace();
    case 'one-pattern':
      return onePattern(part.label, wish);
    case 'tool-use':
      return toolUse(wish);
    case 'associations':
      return associations(wish);
    case 'costly-runs':
      return costlyRuns(wish);
    case 'refusals':
      return refusals(wish);
    case 'repeated-outputs':
      return repeatedOutputs(wish);
    case 'recovery':
      return recovery(wish);
    case 'dataset-summary':
      return datasetSummary(wish);
    case 'what-changed':
      return whatChanged(wish);
    case 'text-search':
      return textSearch(wish);
    case 'capabilities':
      return capabilities();
    case 'rate-limits':
    case 'retry-storms':
    case 'ran-out-of-turns':
    case 'unknown-tools':
    case 'invalid-arguments':
    case 'missing-results':
    case 'unfinished-spans':
    case 'slow-spans':
    case 'failed-tools':
    case 'silent-failures':
    case 'repeated-calls':
    case 'context-growth':
    case 'giant-payloads':
      return detected(part.topic, wish);
    default:
      return part satisfies never;
  }
}

/** Over its part of an answer that has several. */
export function titleOf(part: Part): string {
  return titles[part.topic];
}

const titles: Record<Part['topic'], string> = {
  'failure-modes': 'Failure modes',
  'error-traces': 'Traces with status ERROR',
  'one-trace': 'The trace',
  'latest-trace': 'The trace that began last',
  'which-trace': 'The trace',
  'one-pattern': 'The pattern',
  'tool-use': 'Calls of tools',
  associations: 'What goes with failure',
  'costly-runs': 'Slow, expensive and wasteful runs',
  refusals: 'Refusals',
  'repeated-outputs': 'Repeated outputs',
  recovery: 'Recovery',
  'dataset-summary': 'The dataset',
  'what-changed': 'What changed',
  'text-search': 'Where the words stand',
  capabilities: 'What can be asked',
  'failed-tools': 'Failed tools',
  'silent-failures': 'Silent failures',
  'repeated-calls': 'Repeated calls',
  'context-growth': 'Growing contexts',
  'giant-payloads': 'Giant payloads',
  'rate-limits': 'Rate limits',
  'retry-storms': 'Retry storms',
  'ran-out-of-turns': 'Runs out of turns',
  'unknown-tools': 'Tools that do not exist',
  'invalid-arguments': 'Arguments that were refused',
  'missing-results': 'Calls without a result',
  'unfinished-spans': 'Spans that never ended',
  'slow-spans': 'Slow calls',
};
