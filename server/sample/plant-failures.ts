import { mapCalls, mapFirstCall, withAnswer } from './change-turns';
import type { RunPlan, ToolCall, Turn } from './run-plan';
import { advice, type Scene } from './scene';
import { toolErrorText } from './tool-error-text';
import { answerTurn, callTurn } from './workflows';
import { orderId } from './world';

/** The model guesses an id before it looks up the right one, sometimes twice; some runs end there. */
export function orderNotFound(plan: RunPlan, scene: Scene): RunPlan {
  const at = plan.turns.findIndex((turn) => turn.calls.some((call) => call.tool === 'lookup_order'));
  const guesses = scene.random.chance(0.15) ? 2 : 1;
  const failed = Array.from({ length: guesses }, () => callTurn(guessedLookup(scene)));
  const before = plan.turns.slice(0, at);
  if (plan.workflow === 'refund' || scene.random.chance(0.55)) {
    return { ...plan, turns: [...before, ...failed, ...plan.turns.slice(at)] };
  }
  const fatal = failed.at(-1)?.calls[0]?.error;
  return { ...plan, turns: [...before, ...failed], ...(fatal === undefined ? {} : { fatal }) };
}

function guessedLookup(scene: Scene): ToolCall {
  const id = orderId(scene.random);
  const error = `OrderNotFound: ${id} does not exist`;
  return {
    tool: 'lookup_order',
    args: { order_id: id },
    result: toolErrorText(error),
    ms: scene.random.int(30, 120),
    error,
    plants: ['order-not-found'],
  };
}

/** The acquirer refuses the refund; some runs end there, the others answer that the bank has to act. */
export function refundDeclined(plan: RunPlan, scene: Scene): RunPlan {
  const error = `PaymentGatewayError: refund of ${scene.order.amount} was declined by the acquirer (reason ${scene.random.int(50, 65)})`;
  const turns = mapCalls(plan.turns, 'create_refund', (call) => ({
    ...call,
    error,
    result: toolErrorText(error),
    plants: ['refund-declined'],
  }));
  if (!scene.random.chance(0.3)) {
    return withAnswer(
      { ...plan, turns },
      answerTurn(`The bank has to release this one first. ${advice(scene)}`),
    );
  }
  const at = turns.findIndex((turn) => turn.calls.some((call) => call.plants?.includes('refund-declined')));
  return { ...plan, turns: turns.slice(0, at + 1), fatal: error };
}

/** A model call is refused for its rate, once or twice; most runs wait and go on. */
export function rateLimited(plan: RunPlan, scene: Scene): RunPlan {
  const at = scene.random.int(0, plan.turns.length - 1);
  const message = () =>
    `RateLimitError: 429 Too Many Requests, limit of ${scene.random.int(2, 9)}0000 tokens a minute reached, retry after ${scene.random.int(2, 30)}s`;
  const failedAttempts = Array.from({ length: scene.random.int(1, 2) }, message);
  const fatal = scene.random.chance(0.35) ? failedAttempts.at(-1) : undefined;
  const turns = plan.turns.map((turn, index): Turn => {
    if (index !== at) return turn;
    return { ...turn, failedAttempts, plant: 'rate-limited', ...(fatal ? { text: null, calls: [] } : {}) };
  });
  return fatal === undefined ? { ...plan, turns } : { ...plan, turns: turns.slice(0, at + 1), fatal };
}

/** The carrier's interface times out, the tool records the exception and answers from its cache. */
export function handledException(plan: RunPlan): RunPlan {
  const turns = mapFirstCall(plan.turns, 'get_shipment', (call) => ({
    ...call,
    ms: 3012,
    exception: {
      type: 'TimeoutError',
      message: 'carrier did not answer within 3000 ms, the last known scan is used',
    },
    plants: ['handled-exception'],
  }));
  return { ...plan, turns };
}
