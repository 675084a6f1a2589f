import { withoutCalls } from './change-turns';
import type { RunPlan, ToolCall, Workflow } from './run-plan';
import type { Scene } from './scene';
import { toolErrorText } from './tool-error-text';
import { callTurn } from './workflows';

/** The model calls a tool that nobody gave it; where no span shows that, its next call is told of it. */
export function unknownTool(plan: RunPlan, scene: Scene): RunPlan {
  const at = scene.random.int(0, plan.turns.length - 2);
  const before = plan.turns.slice(0, at);
  const tool = inventedTools[plan.workflow];
  const args = { order_id: scene.order.id };
  // A model call whose span repeats no conversation shows nothing of what it was told.
  if (plan.messages !== 'none' && scene.random.chance(0.5)) {
    const result = `Error: unknown tool "${tool}"; only the tools that were listed can be called`;
    const told: ToolCall = { tool, args, result, ms: 0, unrecorded: true, plants: ['unknown-tool'] };
    return { ...plan, turns: [...before, callTurn(told), ...plan.turns.slice(at)] };
  }
  const error = `ModelBehaviorError: Tool ${tool} not found in agent ${plan.agent}`;
  const call = refused({ tool, args, error, result: toolErrorText(error), ms: 2 }, 'unknown-tool');
  if (scene.random.chance(0.5))
    return { ...plan, turns: [...before, callTurn(call), ...plan.turns.slice(at)] };
  return { ...plan, turns: [...before, callTurn(call)], fatal: error };
}

const inventedTools: Record<Workflow, string> = {
  'order-status': 'track_parcel',
  refund: 'cancel_order',
  'address-change': 'validate_address',
  'policy-question': 'validate_address',
  'ticket-triage': 'close_ticket',
};

/** A call is refused for its arguments, with an error or in a result; then it is made again as it should be, or left out. */
export function invalidArguments(plan: RunPlan, scene: Scene): RunPlan {
  const tool = misusedTools[plan.workflow];
  const at = plan.turns.findIndex((turn) => turn.calls.some((call) => call.tool === tool));
  const right = plan.turns[at]?.calls.find((call) => call.tool === tool);
  if (right === undefined) return plan;
  const [name = ''] = Object.keys(right.args);
  const wrong = scene.random.chance(0.5) ? raised(right, name) : answered(right, name);
  const after = plan.turns.slice(at);
  const again = scene.random.chance(0.65) ? after : withoutCalls(after, tool);
  return { ...plan, turns: [...plan.turns.slice(0, at), callTurn(wrong), ...again] };
}

const misusedTools: Record<Workflow, string> = {
  'order-status': 'get_shipment',
  refund: 'lookup_order',
  'address-change': 'lookup_order',
  'policy-question': 'read_policy',
  'ticket-triage': 'classify_ticket',
};

function raised(call: ToolCall, name: string): ToolCall {
  const error = `ValidationError: 1 validation error for ${call.tool}: ${name}: a text is required, a number was given`;
  return refused(
    { tool: call.tool, args: { [name]: 0 }, error, result: toolErrorText(error), ms: 3 },
    'invalid-arguments',
  );
}

function answered(call: ToolCall, name: string): ToolCall {
  const result = `Invalid arguments for tool ${call.tool}: the required property "${name}" is missing`;
  return refused(
    { tool: call.tool, args: { value: Object.values(call.args)[0] ?? '' }, result, ms: 3 },
    'invalid-arguments',
  );
}

function refused(call: ToolCall, kind: 'unknown-tool' | 'invalid-arguments'): ToolCall {
  return { ...call, plants: [kind] };
}
