import { withAnswer, withResult } from './change-turns';
import { emptyAnswer, missingResult, outOfTurns, retryStorm } from './plant-broken-runs';
import { handledException, orderNotFound, rateLimited, refundDeclined } from './plant-failures';
import { invalidArguments, unknownTool } from './plant-misused-tools';
import { contextGrowth, giantPayload, repeatedCalls } from './plant-waste';
import type { PlantKind, RunPlan } from './run-plan';
import { advice, note, type Scene } from './scene';
import { toolErrorText } from './tool-error-text';
import { answerTurn } from './workflows';

/** Makes one thing go wrong in a healthy run, and marks the calls and turns that show it. */
export function plant(plan: RunPlan, kind: PlantKind, scene: Scene): RunPlan {
  switch (kind) {
    case 'order-not-found':
      return orderNotFound(plan, scene);
    case 'refund-declined':
      return refundDeclined(plan, scene);
    case 'rate-limited':
      return rateLimited(plan, scene);
    case 'silent-error-object':
      return withResult(plan, { tool: 'search_kb', kind, result: indexUnavailable(scene) });
    case 'silent-missing-file':
      return withResult(plan, { tool: 'read_policy', kind, result: missingFile(scene) });
    case 'silent-http-status':
      return withResult(plan, { tool: 'get_shipment', kind, result: serviceUnavailable });
    case 'refusal':
      return withAnswer(plan, { ...answerTurn(scene.random.pick(refusals)), plant: kind });
    case 'cut-off':
      return withAnswer(plan, { ...answerTurn(cutOff(scene)), finish: 'length', plant: kind });
    case 'handled-exception':
      return handledException(plan);
    case 'repeated-calls':
      return repeatedCalls(plan, scene);
    case 'context-growth':
      return contextGrowth(plan, scene);
    case 'giant-payload':
      return giantPayload(plan, scene);
    case 'unfinished-span':
      return { ...plan, unfinished: true };
    case 'orphan-span':
      return { ...plan, orphan: true };
    case 'unknown-tool':
      return unknownTool(plan, scene);
    case 'invalid-arguments':
      return invalidArguments(plan, scene);
    case 'retry-storm':
      return retryStorm(plan, scene);
    case 'out-of-turns':
      return outOfTurns(plan, scene);
    case 'empty-answer':
      return emptyAnswer(plan, scene);
    case 'missing-result':
      return missingResult(plan, scene);
    default:
      return kind satisfies never;
  }
}

function indexUnavailable(scene: Scene): string {
  const shard = scene.random.int(1, 12);
  return JSON.stringify({
    error: { code: 'index_unavailable', message: `shard ${shard} of the index did not answer in time` },
  });
}

function missingFile(scene: Scene): string {
  const path = `/srv/support/policies/${scene.random.pick(['eu', 'us', 'ch'])}/returns-${scene.random.int(2019, 2025)}.md`;
  return toolErrorText(`[Errno 2] No such file or directory: '${path}'`);
}

const serviceUnavailable = JSON.stringify({
  status: 503,
  body: 'upstream connect error or disconnect/reset before headers. reset reason: connection timeout',
});

const refusals: readonly [string, ...string[]] = [
  "I'm sorry, but I can't assist with that request.",
  "I'm sorry, but I can't help with that.",
  "I'm sorry, but I can't share that.",
];

function cutOff(scene: Scene): string {
  const text = `Here is everything I found, step by step. ${note(scene)} ${advice(scene)}`;
  return text.slice(0, Math.floor(text.length * 0.8)).trimEnd();
}
