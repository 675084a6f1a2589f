import type { RunPlan } from './run-plan';
import type { Scene } from './scene';
import { toolCalls } from './tool-calls';
import { callTurn } from './workflows';
import { createOrder } from './world';

/** A run of exactly `spans` spans, at least 20: order after order is looked up until somebody stops it. */
export function longPlan(plan: RunPlan, spans: number, scene: Scene): RunPlan {
  const answer = plan.turns.slice(-1);
  // The root, and a chain and a model call for the answer; then three spans a turn, the first takes what is left over.
  const left = spans - 3;
  const turns = Array.from({ length: Math.floor(left / 3) }, (_, index) => {
    const other = { ...scene, order: createOrder(scene.random) };
    const calls = index % 2 === 0 ? [toolCalls.lookupOrder(other)] : [toolCalls.getShipment(other)];
    for (let extra = 0; index === 0 && extra < left % 3; extra++) {
      calls.push(toolCalls.getShipment({ ...scene, order: createOrder(scene.random) }));
    }
    return callTurn(...calls);
  });
  return {
    ...plan,
    messages: plan.messages === 'full' ? 'new' : plan.messages,
    plant: 'context-growth',
    turns: [...turns, ...answer],
  };
}
