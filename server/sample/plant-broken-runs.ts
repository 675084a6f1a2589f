import { mapCalls, mapFirstCall, withAnswer, withoutCalls } from './change-turns';
import type { RunPlan, ToolCall, Turn, Workflow } from './run-plan';
import { advice, type Scene } from './scene';
import { toolCalls } from './tool-calls';
import { toolErrorText } from './tool-error-text';
import { answerTurn, callTurn } from './workflows';

/** The connection of one tool breaks down, and the model calls it with the same input again and again. */
export function retryStorm(plan: RunPlan, scene: Scene): RunPlan {
  const tool = remoteTools[plan.workflow];
  const at = plan.turns.findIndex((turn) => turn.calls.some((call) => call.tool === tool));
  const meant = plan.turns[at]?.calls.find((call) => call.tool === tool);
  if (meant === undefined) return plan;
  const host = `${tool.replace('_', '-')}.support.internal`;
  const error = `ConnectionResetError: connection to ${host} was reset by the other side`;
  const attempt: ToolCall = {
    ...meant,
    error,
    result: toolErrorText(error),
    plants: ['retry-storm', 'repeated-calls'],
  };
  const failed = Array.from({ length: scene.random.int(3, 5) }, () =>
    callTurn({ ...attempt, ms: scene.random.int(15, 400) }),
  );
  const before = plan.turns.slice(0, at);
  const after = plan.turns.slice(at);
  const end = scene.random.next();
  if (end < 0.3) return { ...plan, turns: [...before, ...failed], fatal: error };
  if (end < 0.6) {
    const answer = answerTurn(`I cannot reach that system at the moment. ${advice(scene)}`);
    return withAnswer({ ...plan, turns: [...before, ...failed, ...withoutCalls(after, tool)] }, answer);
  }
  const input = JSON.stringify(meant.args);
  const again = mapCalls(after, tool, (call) =>
    JSON.stringify(call.args) === input ? { ...call, plants: ['repeated-calls'] } : call,
  );
  return { ...plan, turns: [...before, ...failed, ...again] };
}

const remoteTools: Record<Workflow, string> = {
  'order-status': 'get_shipment',
  refund: 'lookup_order',
  'address-change': 'lookup_order',
  'policy-question': 'search_kb',
  'ticket-triage': 'lookup_order',
};

const mostTurns = 10;

/** Section after section of the policies is read, until whoever runs the agent stops it. */
export function outOfTurns(plan: RunPlan, scene: Scene): RunPlan {
  const turns = plan.turns.slice(0, -1).slice(0, mostTurns);
  while (turns.length < mostTurns) {
    const read = toolCalls.readPolicy(scene);
    turns.push(callTurn({ ...read, args: { ...read.args, section: turns.length } }));
  }
  return { ...plan, turns, stopped: `MaxTurnsExceeded: Max turns (${mostTurns}) exceeded` };
}

/** The answer holds nothing; some harnesses ask once more. */
export function emptyAnswer(plan: RunPlan, scene: Scene): RunPlan {
  const empty: Turn = { ...answerTurn(''), plant: 'empty-answer' };
  if (!scene.random.chance(0.4)) return withAnswer(plan, empty);
  return { ...plan, turns: [...plan.turns.slice(0, -1), empty, ...plan.turns.slice(-1)] };
}

/** A call ends well and puts nothing out, recorded as an empty text or not at all; or the run ends before its calls are made. */
export function missingResult(plan: RunPlan, scene: Scene): RunPlan {
  if (scene.random.chance(0.35)) {
    const at = scene.random.int(0, plan.turns.length - 2);
    const turns = plan.turns.slice(0, at + 1);
    const last = turns.at(-1);
    if (last === undefined) return plan;
    return { ...plan, turns: [...turns.slice(0, -1), { ...last, abandoned: true, plant: 'missing-result' }] };
  }
  const result = scene.random.chance(0.5) ? '' : null;
  const turns = mapFirstCall(plan.turns, remoteTools[plan.workflow], (call) => ({
    ...call,
    result,
    plants: ['missing-result'],
  }));
  return { ...plan, turns };
}
