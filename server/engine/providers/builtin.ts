import { costlyRuns } from './builtin/costly-runs';
import { datasetSummary } from './builtin/dataset-summary';
import { errorTraces } from './builtin/error-traces';
import { failureModes } from './builtin/failure-modes';
import { type Intent, recogniseIntent } from './builtin/intent';
import { oneTrace } from './builtin/one-trace';
import { codeChange, help, whatChanged, whichTrace } from './builtin/plain-answers';
import { nextStep, type Play, roundsSinceQuestion } from './builtin/play';
import { refusals } from './builtin/refusals';
import { repeatedOutputs } from './builtin/repeated-outputs';
import { toolUse } from './builtin/tool-use';
import { signature } from './builtin/words';
import type { ModelEvent, ModelMessage, ModelRequest, Provider } from './provider';

/** What stands where a model's name would. */
export const builtinModel = 'rules';

/**
 * The analyst that needs no model and no key. It reads the question, asks the same tools that a model would, and puts what they
 * say into words by rule. What it says next depends on the conversation alone.
 */
export function builtin(): Provider {
  return {
    name: 'builtin',
    model: builtinModel,
    contextTokens: null,
    async *respond(request) {
      request.signal.throwIfAborted();
      yield* act(request);
    },
  };
}

function* act({ messages, tools, turn }: ModelRequest): Generator<ModelEvent> {
  const rounds = roundsSinceQuestion(messages);
  const step = nextStep(playFor(recogniseIntent(questionIn(messages))), rounds);
  if (step.type === 'calls' && tools.length > 0 && turn.turn < turn.maxTurns) {
    for (const [index, { name, args }] of step.calls.entries()) {
      const callId = `call-${rounds.length + 1}-${index + 1}`;
      yield { type: 'tool-call', call: { callId, name, arguments: JSON.stringify(args) } };
    }
  } else {
    const answer =
      step.type === 'answer'
        ? step.text
        : `${step.otherwise}\n\nThe turns ran out before everything was read.`;
    yield* lines(`${answer}\n\n${signature}`);
  }
  yield { type: 'finish', reason: 'done' };
}

function* lines(text: string): Generator<ModelEvent> {
  for (const line of text.match(/[^\n]*\n?/g) ?? []) {
    if (line !== '') yield { type: 'text', text: line };
  }
}

/** The engine puts a preface about the dataset before the question. */
function questionIn(messages: ModelMessage[]): string {
  const asked = messages.findLast((message) => message.role === 'user' && !/^\[/.test(message.text));
  const text = asked?.text ?? '';
  const end = text.indexOf('\n\n');
  return end === -1 ? text : text.slice(end + 2);
}

function playFor(intent: Intent): Play {
  switch (intent.kind) {
    case 'failure-modes':
      return failureModes();
    case 'error-traces':
      return errorTraces();
    case 'one-trace':
      return oneTrace(intent.traceId);
    case 'tool-use':
      return toolUse();
    case 'costly-runs':
      return costlyRuns();
    case 'refusals':
      return refusals();
    case 'repeated-outputs':
      return repeatedOutputs();
    case 'dataset-summary':
      return datasetSummary();
    case 'code-change':
      return codeChange();
    case 'what-changed':
      return whatChanged();
    case 'which-trace':
      return whichTrace();
    case 'unknown':
      return help();
    default:
      return intent satisfies never;
  }
}
