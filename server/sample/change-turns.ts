import type { PlantKind, RunPlan, ToolCall, Turn } from './run-plan';

/** The run in which the first call of the tool came to this result, which shows this kind of failure. */
export function withResult(
  plan: RunPlan,
  change: { tool: string; kind: PlantKind; result: string },
): RunPlan {
  const turns = mapFirstCall(plan.turns, change.tool, (call) => ({
    ...call,
    result: change.result,
    plants: [change.kind],
  }));
  return { ...plan, turns };
}

/** The run with this as its last turn, in place of the one that it has. */
export function withAnswer(plan: RunPlan, answer: Turn): RunPlan {
  return { ...plan, turns: [...plan.turns.slice(0, -1), answer] };
}

/** The turns with every call of the tool changed. */
export function mapCalls(turns: Turn[], tool: string, change: (call: ToolCall) => ToolCall): Turn[] {
  return turns.map((turn) => ({
    ...turn,
    calls: turn.calls.map((call) => (call.tool === tool ? change(call) : call)),
  }));
}

/** The turns with the first call of the tool changed, and no other. */
export function mapFirstCall(turns: Turn[], tool: string, change: (call: ToolCall) => ToolCall): Turn[] {
  let done = false;
  return mapCalls(turns, tool, (call) => {
    if (done) return call;
    done = true;
    return change(call);
  });
}

/** What is left when a tool is given up; a turn that called nothing else is gone. */
export function withoutCalls(turns: readonly Turn[], tool: string): Turn[] {
  return turns
    .map((turn) => ({ ...turn, calls: turn.calls.filter((call) => call.tool !== tool) }))
    .filter((turn) => turn.finish !== 'tool_calls' || turn.calls.length > 0);
}
